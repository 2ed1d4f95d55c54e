import { Checkbox, NativeSelect, Stack, TextInput, Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRoleNames } from '#client/ui/roles.ts'
import { type Charter, type DecisionRule, decisionRules } from '#domain/charter/charter.ts'
import type { StakeholderRole } from '#domain/charter/roles.ts'
import type { OpenProposal } from '#domain/contract/proposals.ts'
import { AmendmentFields } from './AmendmentFields.tsx'
import css from './proposals.module.css'

/** What is filled in about the method. `rule` is one of those that the charter allows; labels are kept in the order of the paper. */
export interface MethodDraft { readonly rule: DecisionRule; readonly numerator: number; readonly denominator: number; readonly byRole: boolean; readonly atLeast: number; readonly labels: readonly string[]; readonly amendmentIds: readonly string[] }
export const firstMethod: MethodDraft = { rule: 'simpleMajority', numerator: 3, denominator: 5, byRole: false, atLeast: 0, labels: ['', ''], amendmentIds: [] }

const isMajority = (rule: DecisionRule) => ['simpleMajority', 'twoThirds', 'absoluteMajority', 'qualifiedMajority'].includes(rule)
export const amongAlternatives = (rule: DecisionRule) => ['score', 'instantRunoff', 'schulze'].includes(rule)

/** The method as it is asked for: roles that must agree are those of the charter that vote here. */
export function methodOf({ rule, numerator, denominator, byRole, atLeast }: MethodDraft, agreeing: readonly StakeholderRole[]): OpenProposal['method'] {
  if (rule === 'consent' || rule === 'score') return { kind: rule }
  if (rule === 'instantRunoff' || rule === 'schulze') return { kind: 'ranked', count: rule }
  const concurrent = byRole && agreeing.length > 0 ? { roles: [...agreeing], atLeast: Math.min(atLeast || agreeing.length, agreeing.length) } : null
  if (rule === 'absoluteMajority') return { kind: 'majority', threshold: { kind: 'absolute' }, concurrent }
  if (rule === 'twoThirds') return { kind: 'majority', threshold: { kind: 'qualified', numerator: 2, denominator: 3 }, concurrent }
  return { kind: 'majority', threshold: rule === 'qualifiedMajority' ? { kind: 'qualified', numerator, denominator } : { kind: 'simple' }, concurrent }
}

interface MethodFieldsProps { readonly draftId: string | null; readonly charter: Charter; readonly agreeing: readonly StakeholderRole[]; readonly mayChoose: boolean; readonly value: MethodDraft; readonly onChange: (value: MethodDraft) => void }

/** Choosing how it is decided, with a sentence on what the choice means. */
export function MethodFields({ draftId, charter, agreeing, mayChoose, value, onChange }: MethodFieldsProps) {
  const { t } = useTranslation()
  const names = useRoleNames()
  const set = (change: Partial<MethodDraft>) => onChange({ ...value, ...change })
  const rules = charter.decisions.rules.filter((rule) => rule !== 'concurrent' && (mayChoose || !amongAlternatives(rule)))
  return (
    <>
      <NativeSelect
        label={t('proposals.methodLabel')} description={t(`proposals.methodMeans.${value.rule}`)} value={value.rule}
        onChange={(event) => set({ rule: decisionRules.find((known) => known === event.currentTarget.value) ?? 'simpleMajority' })}
        data={rules.map((own) => ({ value: own, label: t(`proposals.methodName.${own}`) }))}
      />
      {value.rule === 'qualifiedMajority' && (
        <div className={css.pair}>
          <TextInput type="number" required label={t('proposals.numerator')} value={value.numerator || ''} min={1} max={1000} step={1} onChange={(event) => set({ numerator: Number(event.currentTarget.value) })} />
          <TextInput type="number" required label={t('proposals.denominator')} value={value.denominator || ''} min={1} max={1000} step={1} onChange={(event) => set({ denominator: Number(event.currentTarget.value) })} />
        </div>
      )}
      {isMajority(value.rule) && charter.decisions.rules.includes('concurrent') && agreeing.length > 0 && (
        <Stack gap="xs">
          <Checkbox label={t('proposals.byRole', { roles: agreeing.map((role) => names[role]).join(', ') })} checked={value.byRole} onChange={(event) => set({ byRole: event.currentTarget.checked })} />
          {value.byRole && <NativeSelect label={t('proposals.atLeast')} value={String(value.atLeast || agreeing.length)} onChange={(event) => set({ atLeast: Number(event.currentTarget.value) })} data={agreeing.map((_role, index) => ({ value: String(index + 1), label: t('proposals.nOfM', { count: index + 1, of: agreeing.length }) }))} />}
        </Stack>
      )}
      {amongAlternatives(value.rule) && (
        <fieldset className={css.paper}>
          <legend>{t('proposals.alternatives')}</legend>
          <p className={css.note}>{t('proposals.alternativesMean')}</p>
          {draftId !== null && <AmendmentFields draftId={draftId} value={value.amendmentIds} onChange={(amendmentIds) => set({ amendmentIds })} />}
          {value.amendmentIds.length === 0 && value.labels.map((label, index) => <TextInput key={`${index + 1}`} label={t('proposals.alternativeNumber', { number: index + 1 })} value={label} required={index === 0} maxLength={200} onChange={(event) => set({ labels: value.labels.map((own, place) => (place === index ? event.currentTarget.value : own)) })} />)}
          {value.amendmentIds.length === 0 && value.labels.length < 20 && <Button size="xs" variant="default" onClick={() => set({ labels: [...value.labels, ''] })}>{t('proposals.addAlternative')}</Button>}
        </fieldset>
      )}
    </>
  )
}

import css from './parts.module.css'

const groups = (hex: string) => hex.match(/.{1,4}/g)?.join(' ') ?? ''

/** A SHA-256 as 64 bars (decoration) and its first and last sixteen digits. */
export function Fingerprint({ hash, to }: { hash: string; to: string }) {
  return (
    <span className={css.fingerprint}>
      <span className={css.bars} aria-hidden>{[...hash].map((digit, index) => <i key={index} style={{ blockSize: `${20 + Number.parseInt(digit, 16) * 5}%` }} />)}</span>
      <span className={css.digits}>{groups(hash.slice(0, 16))} <span className={css.to}>{to}</span> {groups(hash.slice(-16))}</span>
    </span>
  )
}

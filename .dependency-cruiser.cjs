/** Who may import whom. Each rule is shown to fire by tests/architecture/importRules.test.ts. */
const ours = '^(domain|server|client|tests|bench|prisma)/'
const only = (name, from, allowed, comment, except = []) => ({ name, comment, severity: 'error', from: { path: from, pathNot: except }, to: { path: ours, pathNot: allowed } })
const never = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to })

const edges = ['http', 'live', 'sync', 'cli']
const node = '(^|/)node_modules/'

module.exports = {
  forbidden: [
    never('no-circles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }, 'a circle has no bottom to stand on'),
    only('domain-is-alone', '^domain/', ['^domain/'], 'domain runs on both sides and does no I/O'),
    never('domain-does-no-io', { path: '^domain/' }, { dependencyTypes: ['core'] }, 'no file, socket, clock or crypto in domain'),
    never('domain-knows-no-framework', { path: '^domain/' }, { path: `${node}(express|socket\\.io|ws|@prisma|pg|react|@mantine)/` }, 'domain outlives frameworks'),
    only('client-sees-domain', '^client/', ['^client/', '^domain/'], 'the client never sees server code'),
    only('client-features-are-rooms', '^client/features/([^/]+)/', ['^client/features/$1/', '^client/(lib|ui|editor|locales)/', '^domain/'], 'screens are joined in client/app, not in each other'),
    only('client-parts-know-no-feature', '^client/(lib|ui|editor)/', ['^client/(lib|ui|editor|locales)/', '^domain/'], 'parts are used by features, not the other way round'),
    never('ui-knows-no-domain', { path: '^client/ui/' }, { path: '^(client/(editor|features|app)|domain/(contract|decisions|text|live))/' }, 'small parts know no domain word but the roles they draw'),
    never('client-knows-no-schemas', { path: '^client/' }, { path: `^domain/contract/|${node}zod/`, dependencyTypesNot: ['type-only'] }, 'the server parses; one value of the contract would bring a whole schema library into a page'),
    only('server-sees-domain', '^server/', ['^server/', '^domain/'], 'the server never sees client code'),
    never('only-repositories-touch-prisma', { path: '^server/', pathNot: ['\\.repository\\.ts$', '^server/db/', '^server/auth/', '^server/seed/', '^server/(app|cli/\\w+)\\.ts$'] }, { path: '(^|/)@prisma/client|^server/db/generated/|^server/db/client\\.ts$', dependencyTypesNot: ['type-only'] }, 'queries live in repositories'),
    never('features-know-no-wire', { path: '^server/features/', pathNot: '\\.routes\\.ts$' }, { path: `^server/(http|live|sync|cli)/|${node}(express|socket\\.io|ws)/` }, 'a service answers any edge'),
    never('routes-know-only-http', { path: '^server/features/.*\\.routes\\.ts$' }, { path: '^server/(live|sync|cli)/' }, 'routes belong to the HTTP edge'),
    never('repositories-decide-nothing', { path: '\\.repository\\.ts$' }, { path: '^server/(authorize/authorize|events/deliver|http|live|sync)|\\.(service|routes|subject|presenter)\\.ts$' }, 'rows in, rows out'),
    never('services-do-not-reach-back', { path: '\\.service\\.ts$' }, { path: '\\.(routes|presenter)\\.ts$' }, 'a service does not know who shows its answer'),
    never('a-repository-has-one-owner', { path: '^server/features/([^/]+)/' }, { path: '^server/features/[^/]+/[^/]+\\.repository\\.ts$', pathNot: '^server/features/$1/' }, 'ask the other noun by its service'),
    never('texts-know-no-sockets', { path: '^server/texts/' }, { path: `^server/(http|live|sync|cli|features)/|${node}(ws|express|socket\\.io)/` }, 'a room serves whoever speaks to it'),
    ...edges.map((edge) => never(`${edge}-is-an-edge`, { path: `^server/${edge}/` }, { path: `^server/(${edges.filter((other) => other !== edge).join('|')})/` }, 'edges never import each other')),
    never('only-the-command-line-operates', { path: '^server/', pathNot: '^server/cli/' }, { path: '^server/authorize/operator\\.ts$', dependencyTypesNot: ['type-only'] }, 'an operator is who has the machine, not who asks over a wire'),
    never('nothing-imports-tests', { path: '^(domain|server|client)/' }, { path: '^(tests|bench)/' }, 'the product needs neither its tests nor its benches'),
    never('no-unknown-package', {}, { couldNotResolve: true, pathNot: '^(virtual:|node:)' }, 'what is imported exists'),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^server/db/generated/', '^dist/', '[.]css$', '[.]json$'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
}

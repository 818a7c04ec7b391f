const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const rooms = '^(client|api|bot|tab|widget|infra|tests|appPackage)/'

module.exports = {
  forbidden: [
    rule('no-cycles', 'A cycle, type imports counted, means that two files are one.', {}, { circular: true }),
    rule(
      'core-is-pure',
      'core imports zod and itself, nothing else.',
      { path: '^core/' },
      { path: [rooms, '^node_modules/(?!zod/)'], dependencyTypesNot: [] },
    ),
    rule('core-no-node', 'core runs in a browser too.', { path: '^core/' }, { dependencyTypes: ['core'] }),
    rule(
      'contract-is-the-floor',
      'The contract knows no other room.',
      { path: '^core/contract/' },
      { path: '^core/(?!contract/)' },
    ),
    rule(
      'client-sees-core-types',
      'client imports itself and types from core: browsers of both sides load it.',
      { path: '^client/' },
      { path: ['^core/', '^node_modules/'], dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'client-stands-alone',
      'client knows neither the tab nor the widget; each hands in its transports.',
      { path: '^client/' },
      { path: '^(api|bot|tab|widget|infra|tests|appPackage)/' },
    ),
    rule(
      'client-is-for-browsers',
      'The server has no use for client.',
      { path: '^(api|infra)/' },
      { path: '^client/' },
    ),
    rule(
      'tab-sees-the-contract',
      'The tab imports itself, client, the contract, and what a call needs in a browser.',
      { path: '^tab/' },
      { path: ['^(api|bot|infra|tests)/', '^widget/(?!media/)', '^core/(?!contract/|reach/)'] },
    ),
    rule(
      'widget-sees-types',
      'The widget takes types from the contract, and code from itself and client.',
      { path: '^widget/' },
      { path: ['^(api|bot|tab|infra|tests)/', '^core/'], dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'media-stands-alone',
      'What a call needs in a browser serves widget and tab, and knows neither.',
      { path: '^widget/media/' },
      { path: '^(widget/(?!media/)|tab/)' },
    ),
    rule(
      'meetings-stand-alone',
      'A guest in a Teams meeting is a carriage of a call, and knows nothing of the window around it.',
      { path: '^widget/meeting/' },
      { path: '^(widget/(?!media/|meeting/)|tab/)' },
    ),
    rule(
      'one-door-to-the-calling-sdk',
      'The calling SDK is loaded by the call window, when a call is a Teams meeting.',
      { path: '^(widget/(?!meeting/)|client/|tab/|core/|api/|bot/)' },
      { path: 'node_modules/@azure/communication-(calling|common)/' },
    ),
    rule(
      'nothing-sees-the-embedded-world',
      'Stand-ins cannot be reached from production.',
      { path: '^(api|bot|core|client|tab|widget)/' },
      { path: '^infra/' },
    ),
    rule(
      'nothing-sees-tests',
      'Tests see the rooms, not the other way round.',
      { pathNot: '^tests/' },
      { path: '^tests/' },
    ),
    rule(
      'routes-see-no-adapter',
      'Routes take ports.',
      { path: '^api/(routes|auth|streams)/' },
      { path: '^api/adapters/' },
    ),
    rule(
      'adapters-stand-alone',
      'Adapters never see each other.',
      { path: '^api/adapters/([^/]+)/' },
      { path: '^api/adapters/', pathNot: '^api/adapters/$1/' },
    ),
    rule(
      'bot-is-apart',
      'The bot imports itself and core.',
      { path: '^bot/' },
      { path: '^(client|api|tab|widget|infra)/' },
    ),
    rule(
      'api-composes-the-bot-once',
      'Only the composition root knows every part.',
      { path: '^api/(?!compose|outside)' },
      { path: '^bot/' },
    ),
    rule('resolved', 'Every import leads somewhere.', {}, { couldNotResolve: true, pathNot: 'dist/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.data|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const rooms = '^(api|bot|client|tab|widget|infra|tests|appPackage)/'

/** Inside core and tab imports go one way: each layer sees the layers before it, and never the ones after it. */
const layers = (room, names) =>
  names
    .slice(0, -1)
    .map((name, place) =>
      rule(
        `${room}-${name}-is-below`,
        `${room}: ${names.join(' <- ')}.`,
        { path: `^${room}/${name}/` },
        { path: `^${room}/(${names.slice(place + 1).join('|')})/` },
      ),
    )

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
    ...layers('core', ['contract', 'reach', 'session', 'admin']),
    rule(
      'client-sees-core-types',
      'The code that tab and widget share imports itself, and types from core.',
      { path: '^client/' },
      { path: '^core/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'client-knows-no-page',
      'The client is handed its transports: it knows neither tab nor widget nor a server.',
      { path: '^client/' },
      { path: '^(api|bot|tab|widget|infra|tests)/' },
    ),
    rule(
      'tab-sees-the-contract',
      'The tab imports itself, the client, the contract and the reach rules.',
      { path: '^tab/' },
      { path: ['^(api|bot|widget|infra|tests)/', '^core/(?!contract/|reach/)'] },
    ),
    rule(
      'tab-ui-knows-no-feature',
      'Controls know no feature and no shell.',
      { path: '^tab/(ui|i18n|api|host)/' },
      { path: '^tab/(features|shell)/' },
    ),
    rule(
      'tab-features-know-no-shell',
      'The shell puts features together; a feature never asks for it.',
      { path: '^tab/features/' },
      { path: '^tab/shell/' },
    ),
    rule(
      'widget-sees-types',
      'The widget takes types from the contract, and code from itself and the client.',
      { path: '^widget/' },
      { path: ['^(api|bot|tab|infra|tests)/', '^core/'], dependencyTypesNot: ['type-only'] },
    ),
    rule('widget-knows-no-tab', 'Tab and widget never see each other.', { path: '^widget/' }, { path: '^tab/' }),
    rule(
      'calls-stand-alone',
      'What a call needs in a browser knows nothing of chats.',
      { path: '^client/call/' },
      { path: '^client/session/' },
    ),
    rule(
      'one-door-to-the-calling-sdk',
      'The calling SDK is loaded by the call window, when a call is a Teams meeting.',
      { path: '^(client/(?!call/teamsMeeting/)|widget/|tab/|core/|api/|bot/)' },
      { path: 'node_modules/@azure/communication-(calling|common)/' },
    ),
    rule(
      'cards-know-no-connector',
      'A card is data. How it is sent is the connector’s.',
      { path: '^bot/cards/' },
      { path: '^bot/connector/' },
    ),
    rule(
      'one-file-knows-the-bot-framework',
      'The Bot Framework SDK can be replaced in one folder.',
      { path: '^(api|core|client|tab|widget|bot/(?!connector/))' },
      { path: 'node_modules/(botbuilder|botframework-connector)/' },
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
      { path: '^api/(routes|auth|realtime|workers|server)/' },
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
      { path: '^(api|client|tab|widget|infra)/' },
    ),
    rule(
      'api-composes-the-bot-once',
      'Only the composition root knows every part.',
      { path: '^api/(?!compose|platform)' },
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

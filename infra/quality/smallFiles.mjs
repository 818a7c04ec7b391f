const port = 'one port of the core, one file in its adapter'
const state = 'a piece of state of its own, apart from what draws it'
const part = 'a part of a page that has a name there and decides something by itself'
const pure = 'a pure decision, apart from the code that acts on it'
const loader = 'apart from the rest, since every byte of the loader is counted'
const format = 'a file format of its own'
const wiring = 'apart from the composition root, which names every part and should hold nothing else'
const control = 'a control without a feature; more than one page may use it'

/** Files under 40 code lines with one importer that stand by themselves, and why. Every other one belongs in its importer. */
export const smallFiles = {
  'api/adapters/postgres/contacts/verifiedCustomers.ts': port,
  'api/adapters/postgres/sessions/decisionContext.ts': port,
  'api/adapters/postgres/sessions/previews.ts': port,
  'api/adapters/postgres/users/provisioning.ts': port,
  'api/routes/pages/botMessages.ts': wiring,
  'api/routes/pages/health.ts': wiring,
  'api/workers/conversationOpening.ts': 'a background job of its own, as the others beside it',
  'api/workers/workers.ts': wiring,
  'bot/agent/replyRouting.ts': pure,
  'bot/notifications/replyFocus.ts': state,
  'client/call/reconnectTimer.ts': state,
  'infra/local/demoSite/pastedSnippet.ts': 'the one place that parses what a visitor pastes',
  'infra/local/playgroundConfig.ts': format,
  'infra/package/readPng.ts': format,
  'infra/package/target.ts': pure,
  'infra/package/zipPackage.ts': format,
  'tab/api/queryClient.ts': 'policy of retries and of how long answers stay fresh',
  'tab/features/calls/CallElsewhere.tsx': part,
  'tab/features/calls/SessionCall.tsx': part,
  'tab/features/chats/LiveAnnouncer.tsx': part,
  'tab/features/chats/conversation/TypingIndicator.tsx': part,
  'tab/features/chats/conversation/useReadReceipts.ts': state,
  'tab/features/chats/customer/EarlierSessions.tsx': part,
  'tab/features/chats/customer/pageInfo.ts': pure,
  'tab/features/chats/store/draftStorage.ts': 'the only code that reads and writes stored drafts',
  'tab/features/chats/useChatShortcuts.ts': 'the keyboard shortcuts, in one list',
  'tab/features/directSystemMessages/PlaceholderMenu.tsx': part,
  'tab/features/users/AdministersPicker.tsx': part,
  'tab/features/users/ReachBadge.tsx': part,
  'tab/features/users/interactSettings/MessagesPanel.tsx': part,
  'tab/features/users/useUserFilters.ts': state,
  'tab/shell/CallBarSlot.tsx': 'loads the bar of a call on demand',
  'tab/shell/ToastSlot.tsx': 'loads toasts on demand',
  'tab/shell/nav/CollapsedNav.tsx': part,
  'tab/shell/nav/NavMenu.tsx': part,
  'tab/shell/nav/useTitleBadge.ts': state,
  'tab/shell/routing/PageErrorBoundary.tsx': 'an error boundary must be a class',
  'tab/shell/routing/RoleGuards.tsx': 'which role may open which page, in one list',
  'tab/ui/feedback/NoHostPage.tsx': 'drawn where nothing else of the tab can start',
  'tab/ui/layout/SectionLinks.tsx': control,
  'tab/ui/layout/TwoColumns.tsx': control,
  'widget/callWindow/views/CallEnded.tsx': part,
  'widget/callWindow/views/Ringing.tsx': part,
  'widget/callWindow/views/TeamsMeeting.tsx': part,
  'widget/loader/snippet.ts': loader,
  'widget/loader/styles.ts': loader,
  'widget/panel/call/WindowBar.tsx': part,
  'widget/panel/conversation/EndDialog.tsx': part,
  'widget/panel/conversation/Ringing.tsx': part,
  'widget/panel/ui/LiveRegion.tsx': part,
  'widget/panel/ui/hostPage.ts': 'the panel’s side of the messages with its host page',
}

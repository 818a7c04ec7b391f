/** Below this width one column is shown at a time. */
export const narrow = '@media (max-width: 640px)'
/** Below this width the customer pane replaces the conversation when opened. */
export const medium = '@media (max-width: 1100px)'

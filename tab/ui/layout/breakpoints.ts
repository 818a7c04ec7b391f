/** Below this width one column is shown at a time. */
export const narrow = '@media (max-width: 640px)'
/** Below this width what is known of the customer takes the conversation's place when asked for. */
export const medium = '@media (max-width: 1100px)'

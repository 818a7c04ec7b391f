/** The bot's own log lines. Fields never hold a text of a customer or an agent, nor a token. */
export interface Log {
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

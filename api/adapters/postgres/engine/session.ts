/** One statement with its parameters, `$1` first. */
export interface Statement {
  text: string
  values: readonly unknown[]
}

/** What a statement answered: its command tag (`INSERT`, `COMMIT` ...), how many rows it touched, and its rows. */
export interface Answer {
  command: string
  count: number
  rows: unknown[]
}

/** One conversation with the database. Statements run in the order in which they were given, awaited or not. */
export interface Session {
  run(statement: Statement): Promise<Answer>
  /** Statements without parameters, separated by semicolons, in one round trip. Answers the last command's tag. */
  script(sql: string): Promise<string>
}

/** Where sessions come from. A session from `take` works as `interact_app`; first come, first served. */
export interface Sessions {
  take(): Promise<Session>
  /** `broken` says why the session must not be used again. */
  give(session: Session, broken?: unknown): void
  /** Runs `work` on a session of the database's owner: migrations and upkeep only. */
  asOwner<T>(work: (session: Session) => Promise<T>): Promise<T>
  close(): Promise<void>
}

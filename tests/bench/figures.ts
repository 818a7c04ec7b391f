/** One line of the table. Numbers carry the unit that `unit` names; `limit` is what they are compared with. */
export interface Figure {
  what: string
  unit: string
  here: number
  limit?: { name: string; value: number }
  /** What is to be reached: of the number itself, or of its ratio to the limit. */
  reach?: { most?: number; least?: number; of: 'number' | 'ratio' }
  /** How many measurements stand behind it. */
  n: number
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** The smallest value that this share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

const ratioOf = ({ here, limit }: Figure): number | undefined => (limit ? here / limit.value : undefined)

/** Whether a figure reaches what it is to reach; undefined where it is only reported. */
export function isReached(figure: Figure): boolean | undefined {
  const { reach, here } = figure
  if (!reach) return undefined
  const value = reach.of === 'number' ? here : (ratioOf(figure) ?? Number.NaN)
  return value <= (reach.most ?? Infinity) && value >= (reach.least ?? -Infinity)
}

const short = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)

function goal({ reach }: Figure): string {
  if (!reach) return ''
  const bound = reach.most === undefined ? `≥ ${reach.least ?? ''}` : `≤ ${reach.most}`
  return reach.of === 'ratio' ? `${bound} ×` : bound
}

function cells(figure: Figure): string[] {
  const ratio = ratioOf(figure)
  const reached = isReached(figure)
  return [
    figure.what,
    `${short(figure.here)} ${figure.unit}`,
    figure.limit ? `${short(figure.limit.value)} ${figure.limit.name}` : '',
    ratio === undefined ? '' : `${ratio.toFixed(2)} ×`,
    goal(figure),
    reached === undefined ? '' : reached ? 'reached' : 'missed',
    String(figure.n),
  ]
}

const heads = ['', 'here', 'compared with', 'ratio', 'to reach', '', 'n']

/** The figures as a table for people. */
export function table(figures: readonly Figure[]): string {
  const rows = [heads, ...figures.map(cells)]
  const widths = heads.map((_head, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}

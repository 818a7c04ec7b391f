/** One row of the table. `here` and `limit` are in `unit`; `limit` is the baseline. */
export interface Figure {
  what: string
  unit: string
  here: number
  limit?: { name: string; value: number }
  /** The goal, for the number itself or for its ratio to the baseline. */
  reach?: { most?: number; least?: number; of: 'number' | 'ratio' }
  /** Number of measurements. */
  n: number
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** The nearest-rank percentile; `share` is between 0 and 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

const ratioOf = ({ here, limit }: Figure): number | undefined => (limit ? here / limit.value : undefined)

/** Whether a figure reaches its goal; undefined if it has none. */
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

const headings = ['', 'here', 'compared with', 'ratio', 'to reach', '', 'n']

/** Formats the figures as a text table. */
export function table(figures: readonly Figure[]): string {
  const rows = [headings, ...figures.map(cells)]
  const widths = headings.map((_heading, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}

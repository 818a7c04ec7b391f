import { teamsLightTheme, type Theme } from '@fluentui/react-components'
import type { HostTheme } from '../../host/teamsHost.ts'

const loaders: Record<HostTheme, () => Promise<Theme>> = {
  default: () => Promise.resolve(teamsLightTheme),
  dark: async () => (await import('./themeDark.ts')).teamsDarkTheme,
  contrast: async () => (await import('./themeContrast.ts')).teamsHighContrastTheme,
}

/** The Fluent theme for a host theme; the light theme if it cannot be loaded. */
export const loadTheme = (name: HostTheme): Promise<Theme> => loaders[name]().catch(() => teamsLightTheme)

import type { Language } from '../languages.ts'

type LauncherWords = readonly [label: string, refused: string, network: string, again: string]

/** What the loader itself says. Short, since every page pays for it; "again" stands alone or before "in 40 seconds". */
const all: Record<Language, LauncherWords> = {
  en: ['Chat', 'Not available here at the moment.', 'No connection.', 'Try again'],
  de: ['Chat', 'Hier im Moment nicht verfügbar.', 'Keine Verbindung.', 'Noch einmal'],
  fr: ['Chat', 'Pas disponible ici pour le moment.', 'Pas de connexion.', 'Réessayer'],
  it: ['Chat', 'Al momento non disponibile qui.', 'Nessuna connessione.', 'Riprova'],
  ar: ['محادثة', 'غير متاح هنا حالياً.', 'لا يوجد اتصال.', 'حاول مجدداً'],
}

export const launcherWords = (language: string): LauncherWords =>
  (all as Partial<Record<string, LauncherWords>>)[language] ?? all.en

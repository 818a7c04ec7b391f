import { counted } from '../format/plural.ts'
import type { OverviewTranslations } from './en.ts'

export const overview: OverviewTranslations = {
  title: 'Panoramica',
  hello: (name) => `Ciao ${name}`,
  setup: 'Primi passi',
  progress: (done, all) => `${done} di ${all} completati`,
  allDone: 'È tutto pronto. I clienti possono raggiungere i tuoi utenti.',
  done: 'Completato',
  open: 'Da fare',
  steps: {
    interactEnabled: {
      title: 'Attivare Interact',
      text: 'Nessuno è raggiungibile finché Interact è disattivato per il tenant.',
      action: 'Apri Tenant',
    },
    licenceGiven: {
      title: 'Dare entrambe le licenze a un utente',
      text: 'A un utente servono Contact Center e Interact. Le assegni nella sua pagina Generale.',
      action: 'Apri Utenti',
    },
    domainTemplateMade: {
      title: 'Indicare quali pagine web possono raggiungere i tuoi utenti',
      text: 'Un modello di dominio elenca i siti. Senza modello, ogni pagina è ammessa.',
      action: 'Apri Modelli di dominio',
    },
    userActive: {
      title: 'Attivare Interact per un utente',
      text: 'Scegli come può essere raggiunto, attiva Attivo e salva.',
      action: 'Apri Utenti',
    },
    botInstalled: {
      title: 'Far aprire una volta il bot Interact all’utente',
      text: 'Teams permette al bot di chiamare solo le persone che lo hanno aperto.',
      action: 'Apri Utenti',
    },
    snippetSeen: {
      title: 'Inserire il frammento in una pagina web',
      text: 'Copialo dalla pagina Interact dell’utente. Il passo è completo quando la pagina è stata vista.',
      action: 'Apri Utenti',
    },
    firstSession: {
      title: 'Avere la prima sessione',
      text: 'Apri la pagina come farebbe un cliente e rispondi in Teams.',
      action: 'Apri Chat',
    },
  },
  now: 'Che cosa è attivo',
  interact: 'Interact',
  interactOn: 'Gli utenti attivi sono raggiungibili.',
  interactOff: 'Nessuno è raggiungibile.',
  interactOffAsk: 'Un amministratore del tenant può attivarlo.',
  reachable: 'Utenti attivi',
  reachableCount: counted('it', { one: '# utente', other: '# utenti' }),
  templates: 'Modelli di dominio',
  templatesCount: counted('it', { one: '# modello', other: '# modelli' }),
  messages: 'Messaggi di sistema diretti',
  messagesCount: counted('it', { one: '# raccolta', other: '# raccolte' }),
  orMore: (count) => `${count} o più`,
}

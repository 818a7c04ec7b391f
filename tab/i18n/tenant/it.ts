import type { TenantPageTranslations } from './en.ts'
import { counted } from '../format/plural.ts'

export const tenantPage: TenantPageTranslations = {
  general: 'Generale',
  name: 'Tenant',
  enabled: 'Interact attivo',
  enabledHint: 'Disattivo: nessuno di questo tenant è raggiungibile e le sessioni in corso finiscono.',
  offTitle: 'Disattivare Interact?',
  offText: 'Nessuno di questo tenant è più raggiungibile. Le sessioni in corso finiscono.',
  offNow: 'Disattiva',
  directory: {
    name: 'Persone',
    never:
      'Non ancora lette da Microsoft Entra ID. Fino ad allora, «Utenti» elenca le persone che Interact conosce già; chi accede si aggiunge.',
    readAt: (when) => `Ultima lettura da Microsoft Entra ID: ${when}.`,
    consent:
      'Interact non può leggere la directory. Un amministratore deve concedere l’autorizzazione dell’applicazione User.Read.All.',
    unreachable: 'Microsoft Entra ID non è raggiungibile. Interact riprova da solo.',
  },
  sessions: 'Sessioni',
  ring: 'Durata dello squillo in secondi',
  ringHint: 'Quanto squilla una sessione prima che il cliente possa lasciare un messaggio. Da 10 a 300.',
  idleWarning: 'Avviso di inattività dopo minuti',
  idleWarningHint:
    'Se un cliente non risponde per questo tempo, entrambe le parti sono avvisate. Finché un cliente attende una risposta, il tempo non scorre. Da 1 a 240.',
  idleEnd: 'Fine dopo altri minuti',
  idleEndHint: 'Se dopo l’avviso ancora nessuno scrive, la sessione finisce. Da 1 a 60.',
  retention: 'Conservazione in giorni',
  retentionHint: 'Le sessioni e i loro messaggi sono eliminati dopo questo tempo. Da 1 a 3650.',
  corrections: {
    least: (least) => `${least} è il minimo.`,
    most: (most) => `${most} è il massimo.`,
    rounded: (number) => `Arrotondato a ${number}.`,
    notANumber: () => 'Qui può stare solo un numero.',
  },
  calls: 'Chiamate',
  callProvider: 'Servizio di chiamata',
  providers: {
    'teams-meeting': 'Riunione di Microsoft Teams',
    webrtc: 'Direttamente tra i browser (WebRTC)',
  },
  branding: 'Aspetto',
  accent: 'Colore principale',
  accentHint: 'Del widget nelle pagine dei clienti. Un frammento può indicarne uno suo.',
  accentPick: 'Scegli un colore',
  accentCode: 'Codice del colore',
  accentWrong: 'Un colore è # e sei cifre, come #5b5fc7.',
  builtIn: 'Usa quello integrato',
  label: 'Testo del pulsante',
  labelHint: 'Fino a 40 caratteri. Vuoto significa il testo integrato.',
  verifiedCustomers: {
    title: 'Clienti verificati',
    hint: 'Il tuo server può dire chi è un cliente: firma un’identità con questo segreto e la pagina la consegna al widget. Gli agenti vedono allora il nome come verificato, e nessuno può inventarlo. La pagina Interact di un utente può richiederlo.',
    secret: 'Segreto',
    none: 'Non ce n’è ancora uno.',
    since: (when) => `Ce n’è uno dal ${when}. Non può essere mostrato di nuovo.`,
    previousUntil: (when) => `Quello precedente funziona fino al ${when}.`,
    requiredBy: counted('it', {
      one: '# utente richiede clienti verificati.',
      many: '# di utenti richiedono clienti verificati.',
      other: '# utenti richiedono clienti verificati.',
    }),
    make: 'Crea un segreto',
    replace: 'Sostituisci…',
    makeFailed: 'Nessun segreto è stato creato.',
    replaceTitle: 'Creare un nuovo segreto?',
    replaceText:
      'Dopo le ore indicate sotto, le identità firmate con il vecchio segreto non verificano più nessuno. Un segreto ancora precedente smette di funzionare ora. L’azione non può essere annullata.',
    graceHours: 'Ore in cui il vecchio segreto funziona ancora',
    replaceNow: 'Crea un nuovo segreto',
    shownTitle: 'Il nuovo segreto',
    shownText:
      'Copialo ora sul tuo server. Viene mostrato solo questa volta. Chi lo possiede può parlare per ogni cliente: non va messo né in pagine web né in repository.',
    shownDone: 'L’ho conservato',
    remove: 'Rimuovi…',
    removeTitle: 'Rimuovere il segreto?',
    removeText:
      'Nessuno può più essere verificato: i clienti la cui pagina invia un’identità arrivano come non verificati. Le sessioni in corso proseguono. L’azione non può essere annullata.',
    removeWaits: 'Disattivalo prima nelle loro pagine Interact.',
    removeNow: 'Rimuovi il segreto',
    removed: 'Il segreto è rimosso.',
    example: 'Codice per il tuo server',
    exampleHint:
      'Per ogni pagina che il tuo server consegna a chi ha effettuato l’accesso, con Node e il pacchetto jsonwebtoken. Il Contact ID si trova nella pagina Interact dell’utente.',
    attribute: 'Attributo del frammento',
    attributeHint:
      'Metti l’identità nel frammento. Viene letta a ogni avvio del widget; una pagina che resta aperta può impostarla di nuovo.',
  },
}

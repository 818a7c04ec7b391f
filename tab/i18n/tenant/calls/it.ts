import type { CallTranslations } from './en.ts'

export const calls: CallTranslations = {
  hint: 'Che cosa trasporta voce e video. Scegli, poi verifica prima di salvare.',
  about: {
    'teams-meeting':
      'L’agente parla in Teams e il cliente si unisce come ospite. Microsoft addebita l’ospite al minuto, tramite Azure Communication Services, e ogni agente deve poter creare riunioni.',
    webrtc:
      'L’agente parla qui, nella scheda. Nessun addebito al minuto. Per due persone; dietro la maggior parte delle reti aziendali serve un server TURN.',
  },
  away: 'Non configurato in questa installazione: così non passa nessuna chiamata.',
  awayChosen:
    'Finché resta questa scelta, ai clienti non si offrono chiamate, e chi riceve solo chiamate non è raggiungibile. Le chat continuano.',
  check: 'Verifica',
  checking: 'Verifica in corso…',
  checkFailed: 'La verifica non è stata possibile.',
  results: 'Esito della verifica',
  good: 'Funziona',
  bad: 'Non funziona',
  missing: 'Non configurato',
  direct:
    'Due browser che si raggiungono direttamente non ne hanno bisogno. Per tutti gli altri, chi gestisce questa installazione imposta la variabile qui sotto.',
  notTried: 'Non provato',
  fix: 'Che cosa lo risolve',
  steps: {
    iceServers: 'Server con cui due browser si trovano',
    turnCredentials: 'Server TURN per reti aziendali',
    token: 'Un token di Microsoft Entra ID',
    meeting: 'Una riunione di Teams viene creata e poi eliminata',
    guest: 'Ospite di Azure Communication Services',
    activityFeed: 'Notifica nel feed attività di Teams',
  },
  problems: {
    notConfigured: 'Questa installazione non è configurata per questo. Chi la gestisce imposta la variabile qui sotto.',
    consent: 'Un’autorizzazione non è concessa. Un amministratore del tenant la concede.',
    policy:
      'Manca il criterio di accesso delle applicazioni. Un amministratore esegue questi comandi in Teams PowerShell.',
    licence: 'L’utente non può creare riunioni di Teams: manca una licenza.',
    refused: 'Microsoft ha rifiutato.',
    unreachable: 'Non c’è stata risposta. Riprova più tardi.',
  },
  feedHint:
    'Solo una vera chiamata mostra se arriva. Il pacchetto dell’app chiede questa autorizzazione; forse un amministratore deve accettarla.',
}

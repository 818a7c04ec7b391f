import type { CallTranslations } from './en.ts'

export const calls: CallTranslations = {
  hint: 'Ce qui transporte la voix et la vidéo. Choisissez, puis vérifiez avant d’enregistrer.',
  about: {
    'teams-meeting':
      'L’agent parle dans Teams, et le client le rejoint comme invité. Microsoft facture l’invité à la minute, par Azure Communication Services, et chaque agent doit pouvoir créer des réunions.',
    webrtc:
      'L’agent parle ici, dans l’onglet. Rien n’est facturé à la minute. Pour deux personnes ; derrière la plupart des réseaux d’entreprise, il faut un serveur TURN.',
  },
  away: 'Non configuré dans cette installation : aucun appel ne peut passer ainsi.',
  awayChosen:
    'Tant que ce choix tient, aucun appel n’est proposé aux clients, et qui ne prend que des appels n’est pas joignable. Les chats continuent.',
  check: 'Vérifier',
  checking: 'Vérification…',
  checkFailed: 'La vérification n’a pas pu être faite.',
  results: 'Résultat de la vérification',
  good: 'Fonctionne',
  bad: 'Ne fonctionne pas',
  missing: 'Non configuré',
  direct:
    'Deux navigateurs qui se joignent directement n’en ont pas besoin. Pour tous les autres, qui exploite cette installation définit la variable ci-dessous.',
  notTried: 'Non essayé',
  fix: 'Ce qui y remédie',
  steps: {
    iceServers: 'Serveurs par lesquels deux navigateurs se trouvent',
    turnCredentials: 'Serveur TURN pour les réseaux d’entreprise',
    token: 'Un jeton de Microsoft Entra ID',
    meeting: 'Une réunion Teams est créée puis supprimée',
    guest: 'Invité d’Azure Communication Services',
    activityFeed: 'Notification dans le flux d’activités de Teams',
  },
  problems: {
    notConfigured: 'Cette installation n’est pas configurée pour cela. Qui l’exploite définit la variable ci-dessous.',
    consent: 'Une autorisation n’est pas accordée. Un administrateur du locataire l’accorde.',
    policy:
      'La stratégie d’accès aux applications manque. Un administrateur exécute ces commandes dans Teams PowerShell.',
    licence: 'L’utilisateur ne peut pas créer de réunions Teams : une licence manque.',
    refused: 'Microsoft l’a refusé.',
    unreachable: 'Il n’y a pas eu de réponse. Réessayez plus tard.',
  },
  feedHint:
    'Seul un vrai appel montre si elle arrive. Le package de l’application demande cette autorisation ; un administrateur doit peut-être l’accepter.',
}

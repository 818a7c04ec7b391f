import { counted } from '../format/plural.ts'
import type { OverviewTranslations } from './en.ts'

export const overview: OverviewTranslations = {
  title: 'Vue d’ensemble',
  hello: (name) => `Bonjour ${name}`,
  setup: 'Premiers pas',
  progress: (done, all) => `${done} sur ${all} terminés`,
  allDone: 'Tout est configuré. Les clients peuvent joindre vos utilisateurs.',
  done: 'Terminé',
  open: 'À faire',
  steps: {
    interactEnabled: {
      title: 'Activer Interact',
      text: 'Personne n’est joignable tant qu’Interact est désactivé pour le locataire.',
      action: 'Ouvrir Locataire',
    },
    licenceGiven: {
      title: 'Donner les deux licences à un utilisateur',
      text: 'Un utilisateur a besoin de Contact Center et d’Interact. Vous les donnez sur sa page Général.',
      action: 'Ouvrir Utilisateurs',
    },
    domainTemplateMade: {
      title: 'Dire quelles pages web peuvent joindre vos utilisateurs',
      text: 'Un modèle de domaines énumère les sites. Sans modèle, toutes les pages sont autorisées.',
      action: 'Ouvrir Modèles de domaines',
    },
    userActive: {
      title: 'Activer Interact pour un utilisateur',
      text: 'Choisissez comment le joindre, activez Actif et enregistrez.',
      action: 'Ouvrir Utilisateurs',
    },
    botInstalled: {
      title: 'Faire ouvrir une fois le bot Interact à l’utilisateur',
      text: 'Teams ne laisse le bot sonner que chez les personnes qui l’ont ouvert.',
      action: 'Ouvrir Utilisateurs',
    },
    snippetSeen: {
      title: 'Placer l’extrait dans une page web',
      text: 'Copiez-le depuis la page Interact de l’utilisateur. L’étape est terminée quand la page a été vue.',
      action: 'Ouvrir Utilisateurs',
    },
    firstSession: {
      title: 'Mener la première session',
      text: 'Ouvrez la page comme un client, et répondez dans Teams.',
      action: 'Ouvrir Chats',
    },
  },
  now: 'Ce qui est activé',
  interact: 'Interact',
  interactOn: 'Les utilisateurs actifs sont joignables.',
  interactOff: 'Personne n’est joignable.',
  interactOffAsk: 'Un administrateur du locataire peut l’activer.',
  reachable: 'Utilisateurs activés',
  reachableCount: counted('fr', { one: '# utilisateur', other: '# utilisateurs' }),
  templates: 'Modèles de domaines',
  templatesCount: counted('fr', { one: '# modèle', other: '# modèles' }),
  messages: 'Messages système directs',
  messagesCount: counted('fr', { one: '# jeu', other: '# jeux' }),
  orMore: (count) => `${count} ou plus`,
}

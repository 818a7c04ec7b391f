import type { TenantPageTranslations } from './en.ts'
import { counted } from '../format/plural.ts'

export const tenantPage: TenantPageTranslations = {
  general: 'Général',
  name: 'Locataire',
  enabled: 'Interact activé',
  enabledHint: 'Désactivé : personne de ce locataire n’est joignable, et les sessions en cours se terminent.',
  offTitle: 'Désactiver Interact ?',
  offText: 'Personne de ce locataire n’est alors joignable. Les sessions en cours se terminent.',
  offNow: 'Désactiver',
  directory: {
    name: 'Personnes',
    never:
      'Pas encore lues depuis Microsoft Entra ID. D’ici là, « Utilisateurs » montre les personnes qu’Interact connaît déjà ; quiconque se connecte s’y ajoute.',
    readAt: (when) => `Dernière lecture depuis Microsoft Entra ID : ${when}.`,
    consent:
      'Interact ne peut pas lire l’annuaire. Un administrateur doit accorder l’autorisation d’application User.Read.All.',
    unreachable: 'Microsoft Entra ID est injoignable. Interact réessaie de lui-même.',
  },
  sessions: 'Sessions',
  ring: 'Durée de sonnerie en secondes',
  ringHint: 'Combien de temps une session sonne avant que le client puisse laisser un message. 10 à 300.',
  idleWarning: 'Avertissement d’inactivité après (minutes)',
  idleWarningHint:
    'Si un client ne répond pas pendant ce temps, les deux côtés sont avertis. Tant qu’un client attend une réponse, le temps ne court pas. 1 à 240.',
  idleEnd: 'Fin après d’autres minutes',
  idleEndHint: 'Si personne n’écrit après l’avertissement, la session se termine. 1 à 60.',
  retention: 'Conservation en jours',
  retentionHint: 'Les sessions et leurs messages sont supprimés après ce délai. 1 à 3650.',
  corrections: {
    least: (least) => `${least} est le minimum.`,
    most: (most) => `${most} est le maximum.`,
    rounded: (number) => `Arrondi à ${number}.`,
    notANumber: () => 'Seul un nombre peut figurer ici.',
  },
  calls: 'Appels',
  callProvider: 'Fournisseur d’appels',
  providers: {
    'teams-meeting': 'Réunion Microsoft Teams',
    webrtc: 'Directement entre les navigateurs (WebRTC)',
  },
  branding: 'Apparence',
  accent: 'Couleur d’accent',
  accentHint: 'Du widget sur les pages des clients. Un extrait peut avoir la sienne.',
  accentPick: 'Choisir une couleur',
  accentCode: 'Code couleur',
  accentWrong: 'Une couleur est # et six chiffres, comme #5b5fc7.',
  builtIn: 'Utiliser celle intégrée',
  label: 'Texte du bouton',
  labelHint: 'Jusqu’à 40 caractères. Vide signifie le texte intégré.',
  verifiedCustomers: {
    title: 'Clients vérifiés',
    hint: 'Votre propre serveur peut dire qui est un client : il signe une identité avec ce secret, et la page la remet au widget. Les agents voient alors le nom comme vérifié, et personne ne peut l’inventer. La page Interact d’un utilisateur peut l’exiger.',
    secret: 'Secret',
    none: 'Il n’y en a pas encore.',
    since: (when) => `Il y en a un depuis le ${when}. Il ne peut plus être affiché.`,
    previousUntil: (when) => `Le précédent fonctionne jusqu’au ${when}.`,
    requiredBy: counted('fr', {
      one: '# utilisateur exige des clients vérifiés.',
      many: '# d’utilisateurs exigent des clients vérifiés.',
      other: '# utilisateurs exigent des clients vérifiés.',
    }),
    make: 'Créer un secret',
    replace: 'Remplacer…',
    makeFailed: 'Aucun secret n’a été créé.',
    replaceTitle: 'Créer un nouveau secret ?',
    replaceText:
      'Après les heures ci-dessous, les identités signées avec l’ancien secret ne vérifient plus personne. Un secret encore plus ancien cesse de fonctionner maintenant. Cette action est irréversible.',
    graceHours: 'Heures pendant lesquelles l’ancien secret fonctionne encore',
    replaceNow: 'Créer un nouveau secret',
    shownTitle: 'Le nouveau secret',
    shownText:
      'Copiez-le maintenant sur votre serveur. Il n’est affiché que cette fois. Qui le détient peut parler au nom de chaque client : il n’a sa place ni dans des pages web ni dans des dépôts.',
    shownDone: 'Je l’ai conservé',
    remove: 'Supprimer…',
    removeTitle: 'Supprimer le secret ?',
    removeText:
      'Personne ne peut alors être vérifié : les clients dont la page envoie une identité arrivent comme non vérifiés. Les sessions en cours continuent. Cette action est irréversible.',
    removeWaits: 'Désactivez-le d’abord sur leurs pages Interact.',
    removeNow: 'Supprimer le secret',
    removed: 'Le secret est supprimé.',
    example: 'Code pour votre serveur',
    exampleHint:
      'Pour chaque page que votre serveur livre à une personne connectée, avec Node et le paquet jsonwebtoken. Le Contact ID se trouve sur la page Interact de l’utilisateur.',
    attribute: 'Attribut de l’extrait',
    attributeHint:
      'Placez l’identité dans l’extrait. Elle est lue à chaque démarrage du widget ; une page qui reste ouverte peut la remplacer.',
  },
}

export const templatesPath = '/configuration/domain-templates'

export const messagesPath = '/configuration/direct-system-messages'

/** The readers for whom a message can have words of its own. */
export const messageLanguages = ['en', 'ru', 'zh', 'vi'] as const

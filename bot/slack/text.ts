/** What a person wrote, from Slack's markup: without the mention of the bot, links and signs as they were typed. */
export function textOf(markup: string): string {
	return markup
		.replace(/^(\s*<@[A-Z0-9]+(\|[^>]*)?>)+/, '')
		.replace(/<(?:[^|>]+)\|([^>]+)>/g, '$1')
		.replace(/<(?:mailto:|tel:)?([^>]+)>/g, '$1')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&amp;', '&')
		.trim()
}

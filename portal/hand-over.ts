import type { EntryContext } from '@remix-run/node'

/** Whether a loader left something to come later: then the page must be streamed. */
export function isDeferred(entry: EntryContext): boolean {
	const { loaderData, actionData } = entry.staticHandlerContext
	return [...Object.values(loaderData), ...Object.values(actionData ?? {})].some(
		(data) =>
			data instanceof Promise || (isRecord(data) && Object.values(data).some((part) => part instanceof Promise)),
	)
}

/**
 * Puts the loaders' data at the end of a finished page, as the framework's own streaming does in pieces.
 * `<` is escaped, so that data can never close the script it stands in.
 */
export async function handOver(html: string, data: ReadableStream | undefined, nonce: string): Promise<string> {
	if (!data || !html.includes('__remixContext')) return html
	const text = await new Response(data).text()
	const literal = JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, escaped)
	const script = `<script nonce="${nonce}">{let c=window.__remixContext.streamController;c.enqueue(${literal});c.close()}</script>`
	const end = html.lastIndexOf('</body>')
	return end < 0 ? html + script : html.slice(0, end) + script + html.slice(end)
}

function escaped(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null
}

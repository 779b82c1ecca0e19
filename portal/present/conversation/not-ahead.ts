/**
 * Refuses to be fetched ahead of a reader: what a page shows counts as read. The browser then asks again when the reader
 * does come.
 */
export function refuseAhead(request: Request): void {
	if (/\bprefetch\b/.test(request.headers.get('sec-purpose') ?? request.headers.get('purpose') ?? ''))
		throw new Response(null, { status: 503, headers: { 'cache-control': 'no-store' } })
}

import { PassThrough } from 'node:stream'
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import type { ReactElement } from 'react'
import { renderToPipeableStream, renderToStaticMarkup, renderToString } from 'react-dom/server'
import { handOver, isDeferred } from './hand-over.ts'
import { secondsToWait } from './problem.ts'
import { reportError } from './report-error.ts'
import { ResponseProvider } from './response.ts'
import { restoreData } from './still/keep-data.ts'
import { codingFor, pack } from './web/coding.ts'
import { pageSpeakerFor } from './words/speakers.ts'
import { WordsProvider } from './words/use-words.tsx'

/** Deferred work that takes longer than this is given up, and its part of the page shows its error. */
export const streamTimeout = 10_000

/** Answers one page. A page with nothing deferred is rendered in one go, which serves 1.6 times as many. */
export default async function handleRequest(
	request: Request,
	found: number,
	headers: Headers,
	entry: EntryContext,
	context: AppLoadContext,
): Promise<Response> {
	const status = statusOf(found, entry.staticHandlerContext.errors)
	headers.set('content-type', 'text/html; charset=utf-8')
	const wait = secondsToWait(entry.staticHandlerContext.errors)
	if (wait !== undefined) headers.set('retry-after', String(wait))
	const wrap = (inner: ReactElement) => (
		<ResponseProvider value={{ nonce: context.nonce, requestId: context.requestId }}>
			<WordsProvider speaker={pageSpeakerFor(request, context)}>{inner}</WordsProvider>
		</ResponseProvider>
	)
	if (isDeferred(entry)) {
		return stream(
			wrap(<RemixServer context={entry} url={request.url} nonce={context.nonce} />),
			status,
			headers,
			context,
		)
	}
	restoreData(entry.staticHandlerContext.loaderData, context)
	const { serverHandoffStream, ...settled } = entry
	const render = context.kept ? renderToStaticMarkup : renderToString
	const html = render(wrap(<RemixServer context={settled} url={request.url} nonce={context.nonce} />))
	const handed = await handOver(html, serverHandoffStream, context.nonce)
	return answer(`<!DOCTYPE html>${handed}`, status, headers, request.headers.get('accept-encoding'))
}

/** What a page that failed answers with, also where the form before it was answered otherwise. */
function statusOf(status: number, errors: Record<string, unknown> | null | undefined): number {
	const [failure] = Object.values(errors ?? {})
	if (failure === undefined) return status
	return isRouteErrorResponse(failure) ? failure.status : Math.max(status, 500)
}

async function answer(html: string, status: number, headers: Headers, accepted: string | null): Promise<Response> {
	const body = Buffer.from(html)
	const coding = codingFor(accepted)
	headers.append('vary', 'accept-encoding')
	if (!coding) return new Response(body, { status, headers })
	headers.set('content-encoding', coding)
	return new Response(new Uint8Array(await pack(body, coding, false)), { status, headers })
}

function stream(page: ReactElement, status: number, headers: Headers, context: AppLoadContext): Promise<Response> {
	return new Promise((resolve, reject) => {
		const { pipe, abort } = renderToPipeableStream(page, {
			nonce: context.nonce,
			onShellReady() {
				const body = new PassThrough()
				resolve(new Response(createReadableStreamFromReadable(body), { status, headers }))
				pipe(body)
			},
			onShellError: reject,
			onError: (error) => reportError(error, context),
		})
		setTimeout(abort, streamTimeout + 1000).unref()
	})
}

/** Expected ends, an aborted request or a thrown answer, are no errors. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }) {
	const ofSender = isRouteErrorResponse(error) && error.status < 500
	if (!request.signal.aborted && !ofSender) reportError(error, context)
}

import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { LoaderFunctionArgs } from '@remix-run/node'
import express from 'express'
import type { ComponentType, ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import type { Books } from '#core/act.ts'
import { readSettings } from '#core/settings.ts'
import { openFiles } from '#portal/files/open.ts'
import type { LoadContext } from '#portal/load-context.ts'
import { openLog } from '#portal/log.ts'
import * as contract from '#portal/routes/contract.tsx'
import * as invoices from '#portal/routes/invoices.tsx'
import * as overview from '#portal/routes/overview.tsx'
import { pageSpeakerFor } from '#portal/words/speakers.ts'
import { WordsProvider } from '#portal/words/use-words.tsx'

/*
 * The reference of the portal bench: Express with React's renderToString and nothing else around the very pages of the
 * portal, their loaders and so their queries. No framework, no guards, no headers, no stamps.
 */

type PlainPage = { default: ComponentType; loader: (args: LoaderFunctionArgs) => Promise<unknown> }
type StaticRouter = {
	createStaticRouter: (routes: object[], context: object) => unknown
	StaticRouterProvider: ComponentType<{ router: unknown; context: object; hydrate: false }>
}

// The framework brings it; the pages ask it for what their loader found.
const framework = createRequire(createRequire(import.meta.url).resolve('@remix-run/react'))
const { createStaticRouter, StaticRouterProvider } = framework('react-router-dom/server') as StaticRouter

export async function listenPlainly(books: Books) {
	const app = express()
	app.disable('x-powered-by')
	app.set('etag', false)
	const serve = (path: string, page: PlainPage) =>
		app.get(path, async (asked, answer) => {
			const url = `http://${asked.headers.host}${asked.originalUrl}`
			const request = new Request(url, { headers: asked.headers as Record<string, string> })
			const params = asked.params as Record<string, string>
			const data = await page.loader({ request, params, context: contextOn(books) })
			answer.type('html').send(`<!DOCTYPE html>${renderToString(whole(page, request, params, data))}`)
		})
	serve('/overview', overview)
	serve('/contracts/:contractId', contract)
	serve('/invoices', invoices)
	const server = createServer(app)
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const close = async () => {
		server.closeAllConnections()
		await new Promise((resolve) => server.close(resolve))
	}
	return { port: (server.address() as AddressInfo).port, close }
}

const [settings, log] = [readSettings({}), openLog('silent')]

function contextOn(books: Books): LoadContext {
	return {
		books,
		settings,
		log,
		requestId: '',
		nonce: '',
		address: '',
		whole: true,
		files: openFiles(settings),
		till: undefined,
	}
}

function whole(page: PlainPage, request: Request, params: Record<string, string>, data: unknown): ReactElement {
	const { pathname, search } = new URL(request.url)
	const route = { id: 'page', path: pathname, Component: page.default }
	const context = {
		basename: '/',
		location: { pathname, search, hash: '', state: null, key: 'default' },
		matches: [{ params, pathname, pathnameBase: pathname, route }],
		loaderData: { page: data },
		actionData: null,
		errors: null,
	}
	const router = createStaticRouter([route], context)
	return (
		<html lang="en">
			<head>
				<meta charSet="utf-8" />
				<title>Counterpart</title>
				<link rel="stylesheet" href="/assets/theme.css" />
			</head>
			<body>
				<WordsProvider speaker={pageSpeakerFor(request, {})}>
					<StaticRouterProvider router={router} context={context} hydrate={false} />
				</WordsProvider>
			</body>
		</html>
	)
}

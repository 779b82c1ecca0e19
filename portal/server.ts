import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import type { Books } from '#core/act.ts'
import type { Settings } from '#core/settings.ts'
import { apiPath, apiRoutes } from './api/routes.ts'
import { showLetter } from './dev/show-letter.ts'
import { openFiles } from './files/open.ts'
import type { FileStore } from './files/store.ts'
import type { Log } from './log.ts'
import { logDenied } from './log-denied.ts'
import { isSecure } from './sign-in/sessions.ts'
import { keepData } from './still/keep-data.ts'
import type { Till } from './stripe/till.ts'
import { unchanged } from './unchanged.ts'
import { serveAssets } from './web/assets.ts'
import { closeServer } from './web/close.ts'
import { drain } from './web/drain.ts'
import { answerFailure } from './web/failures.ts'
import { drawFileProblems } from './web/file-problems.ts'
import { stripForwarded } from './web/forwarded.ts'
import { onlyFounded } from './web/founded.ts'
import { guardRoutes } from './web/guard-routes.ts'
import { healthRoutes } from './web/health.ts'
import { keeping } from './web/keeping.ts'
import { listenProblem } from './web/listen-problem.ts'
import { knownMethods } from './web/methods.ts'
import { sameOriginOnly } from './web/origin.ts'
import { pageHandlers } from './web/page-handlers.ts'
import { plainAddresses } from './web/plain-addresses.ts'
import { nameAndLog } from './web/request-id.ts'
import { plainHeaders, securityHeaders } from './web/security-headers.ts'

/** Something a provider calls: gets the raw request, before the guards and outside the page framework. */
export type Receiver = { path: string; handle: RequestHandler }

export type WebOptions = {
	books: Books
	settings: Settings
	log: Log
	port: number
	host?: string
	receivers?: Receiver[]
	/** Where files of conversations are; by default where the settings say. */
	files?: FileStore
	/** What takes cards. */
	till?: Till
	/** Where a card is entered, other than on our own pages. */
	paymentOrigins?: string[]
	/** The built portal; by default what `remix vite:build` left in `build/`. */
	build?: ServerBuild
	/** In place of the built portal: pages as their sources are at each request. */
	development?: Development
}

export type Development = { assets: RequestHandler; build: () => Promise<ServerBuild> }

export type Web = { port: number; close: () => Promise<void> }

/** Serves the portal and resolves once it listens. `close` finishes what is in flight. */
export async function startWeb(options: WebOptions): Promise<Web> {
	let closing = false
	const app = await createApp(options, () => closing)
	const host = options.host ?? options.settings.host
	const server = await new Promise<ReturnType<Express['listen']>>((resolve, reject) => {
		const listening = app.listen(options.port, host, () => resolve(listening))
		listening.once('error', (error) => reject(listenProblem(error, { port: options.port, host })))
	})
	server.keepAliveTimeout = 65_000
	return {
		port: (server.address() as AddressInfo).port,
		close: () => {
			closing = true
			return closeServer(server)
		},
	}
}

async function createApp(options: WebOptions, isClosing: () => boolean): Promise<Express> {
	const { books, settings, log, till, receivers = [], paymentOrigins = [], development } = options
	books.heard ??= logDenied(log)
	const root = join(import.meta.dirname, '..')
	const app = express()
	app.disable('x-powered-by')
	app.set('etag', false)
	app.set('trust proxy', settings.trustedProxies)
	app.use(nameAndLog(log), drain, plainHeaders(settings), stripForwarded(app))
	app.use(healthRoutes(books, isClosing))
	for (const { path, handle } of receivers) app.use(path, handle)
	app.use(development?.assets ?? (await serveAssets(join(root, 'build/client'))))
	if (!settings.production) app.get('/dev/mailbox/:letterId/html', showLetter(books))
	app.use(
		...securityHeaders({ production: settings.production, paymentOrigins, development: development !== undefined }),
	)
	app.use(onlyFounded(books))
	app.use(apiPath, apiRoutes(books, settings.publicUrl))
	app.use(keeping)
	app.use(sameOriginOnly(new URL(settings.publicUrl).origin), knownMethods, plainAddresses)
	const build = development ? undefined : (options.build ?? (await readBuild(root)))
	if (build) app.use(unchanged({ books, version: build.assets.version, secure: isSecure(settings) }))
	const files = options.files ?? openFiles(settings)
	const mode = build ? 'production' : 'development'
	const getLoadContext = (request: Request, response: Response) => ({
		books,
		settings,
		requestId: response.locals.requestId,
		nonce: response.locals.nonce,
		address: request.ip ?? '',
		log: response.locals.log,
		links: response.locals.links,
		whole: !request.path.endsWith('.data'),
		till,
		files,
	})
	const handlerOf = (served: ServerBuild | (() => Promise<ServerBuild>)) =>
		createRequestHandler({ build: served, mode, getLoadContext })
	app.all(
		'*',
		build
			? pageHandlers(keepData(drawFileProblems(guardRoutes(build), mode)), handlerOf)
			: handlerOf(async () => drawFileProblems(guardRoutes((await development?.build()) as ServerBuild), mode)),
	)
	app.use(answerFailure)
	return app
}

async function readBuild(root: string): Promise<ServerBuild> {
	return (await import(pathToFileURL(join(root, 'build/server/index.js')).href)) as ServerBuild
}

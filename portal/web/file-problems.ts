import { createRequestHandler, type LoaderFunctionArgs, type ServerBuild } from '@remix-run/node'
import { isProblem, type Thrown } from '../problem.ts'
import { problemText } from '../ui/problem-page.tsx'
import { speakerFor } from '../words/speakers.ts'
import { alone } from './page-handlers.ts'

type Routes = ServerBuild['routes']
type Module = NonNullable<Routes[string]>['module']
type Handler = NonNullable<Module['loader']> | NonNullable<Module['action']>

/**
 * A file that cannot be had is answered by the page that says why, as any page is; to what asks for no page, a calendar or
 * a script, by a plain sentence. The framework alone answers the JSON of a mistake.
 */
export function drawFileProblems(build: ServerBuild, mode: string): ServerBuild {
	const nowhere = Object.values(build.routes).find((route) => route?.path === '*')
	if (!nowhere) return build
	const draw = createRequestHandler(alone(build, nowhere.id), mode)
	const answer = async ({ request, context }: Pick<LoaderFunctionArgs, 'request' | 'context'>, problem: Thrown) => {
		if (!request.headers.get('accept')?.includes('text/html')) return sentence(request, problem)
		return await draw(new Request(request.url, { headers: request.headers }), { ...context, problem })
	}
	const drawing = <Wrapped extends Handler>(handler: Wrapped): Wrapped => {
		const wrapper = async (args: Parameters<Wrapped>[0]) => {
			try {
				return await (handler as (args: Parameters<Wrapped>[0]) => Promise<unknown>)(args)
			} catch (error) {
				if (args.context.whole && isProblem(error)) return await answer(args, error)
				throw error
			}
		}
		return Object.assign(wrapper, handler) as Wrapped
	}
	const routes: Routes = {}
	for (const [id, route] of Object.entries(build.routes)) {
		if (!route) continue
		const { default: page, ErrorBoundary, loader, action } = route.module
		const isFile = page === undefined && ErrorBoundary === undefined
		const drawn = { ...(loader && { loader: drawing(loader) }), ...(action && { action: drawing(action) }) }
		routes[id] = isFile ? { ...route, module: { ...route.module, ...drawn } } : route
	}
	return { ...build, routes }
}

function sentence(request: Request, { data, init }: Thrown): Response {
	const { say } = speakerFor(request)
	const { title, body } = problemText(say, data.problem)
	const reference = data.problem === 'broken' ? `\n${say('problem.reference')}: ${data.reference}` : ''
	const headers = new Headers({ 'content-type': 'text/plain; charset=utf-8' })
	if (data.problem === 'too_many') headers.set('retry-after', String(data.seconds))
	return new Response(`${title}\n${body}${reference}\n`, { status: init?.status ?? 500, headers })
}

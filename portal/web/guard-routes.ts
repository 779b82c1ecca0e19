import type { ServerBuild } from '@remix-run/node'
import { broken } from '../problem.ts'
import { reportError } from '../report-error.ts'
import { boundForm } from './bound-form.ts'

type Build = ServerBuild
type Module = Build['routes'][string]['module']

/**
 * Wraps every loader and action of a build, so that an unexpected error is written to the log under the request's name
 * and reaches the page as that reference and nothing else. Thrown responses pass.
 */
export function guardRoutes(build: Build): Build {
	const routes: Build['routes'] = {}
	for (const [id, route] of Object.entries(build.routes)) {
		if (route) routes[id] = { ...route, module: guardModule(route.module) }
	}
	return { ...build, routes }
}

function guardModule(module: Module): Module {
	const { loader, action } = module
	return {
		...module,
		...(loader ? { loader: guarded(loader) } : {}),
		...(action ? { action: guarded(action) } : {}),
	}
}

type Handler = NonNullable<Module['loader']> | NonNullable<Module['action']>

function guarded<Wrapped extends Handler>(handler: Wrapped): Wrapped {
	const wrapper = async (args: Parameters<Wrapped>[0]) => {
		boundForm(args.request)
		try {
			return await (handler as (args: Parameters<Wrapped>[0]) => Promise<unknown>)(args)
		} catch (error) {
			if (isExpected(error)) throw error
			reportError(error, args.context)
			throw broken(args.context.requestId)
		}
	}
	return Object.assign(wrapper, handler) as Wrapped
}

/** Responses, and `data()` with a status, are answers; everything else is our mistake. */
function isExpected(error: unknown): boolean {
	if (error instanceof Response) return true
	return typeof error === 'object' && error !== null && 'type' in error && error.type === 'DataWithResponseInit'
}

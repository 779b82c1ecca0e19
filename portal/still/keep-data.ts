import type { ServerBuild } from '@remix-run/node'
import type { LoadContext } from '../load-context.ts'
import { isStill } from './is-still.ts'

type Routes = ServerBuild['routes']

/**
 * Keeps what the loaders of still pages find from the framework, which would write it down for a script that such a
 * page does not have. `restoreData` gives it back to whoever draws the page.
 */
export function keepData(build: ServerBuild): ServerBuild {
	const routes: Routes = {}
	for (const [id, route] of Object.entries(build.routes)) {
		if (!route) continue
		const { loader } = route.module
		routes[id] =
			loader && isStill(route.module.handle)
				? { ...route, module: { ...route.module, loader: keep(id, loader) } }
				: route
	}
	return { ...build, routes }
}

type Loader = NonNullable<NonNullable<Routes[string]>['module']['loader']>

function keep(id: string, loader: Loader): Loader {
	const keeping = async (args: Parameters<Loader>[0]) => {
		const found = await loader(args)
		const context = args.context as LoadContext
		if (!context.whole || !isPlain(found)) return found
		context.kept = { ...context.kept, [id]: found }
		return null
	}
	return Object.assign(keeping, loader) as Loader
}

/** Not a redirect, nor data with a status or headers of its own. */
function isPlain(found: unknown): boolean {
	return typeof found === 'object' && found !== null && Object.getPrototypeOf(found) === Object.prototype
}

export function restoreData(loaderData: Record<string, unknown>, { kept }: Pick<LoadContext, 'kept'>): void {
	Object.assign(loaderData, kept)
}

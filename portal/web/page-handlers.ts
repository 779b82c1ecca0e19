import type { ServerBuild } from '@remix-run/node'
import type { RequestHandler } from 'express'

type Routes = ServerBuild['routes']
type Place = { next: Map<string, Place>; any?: Place; id?: string }

/**
 * Hands each request to a handler of its page alone. The framework goes through all its routes some five times for every
 * page, which took half the time of an empty one; of one route there is nothing to go through. What is not plainly one
 * page's address goes to the handler of them all, whose word on addresses is the last.
 */
export function pageHandlers(build: ServerBuild, make: (build: ServerBuild) => RequestHandler): RequestHandler {
	const whole = make(build)
	const start = placesOf(build.routes)
	const handlers = new Map<string, RequestHandler>()
	return (request, response, next) => {
		const id = pageAt(start, request.path)
		const handle = id === undefined ? whole : (handlers.get(id) ?? make(alone(build, id)))
		if (id !== undefined) handlers.set(id, handle)
		return handle(request, response, next)
	}
}

/** Finds the route of a path among these, for tests: undefined where only the framework can say. */
export function pageFinder(routes: Routes): (path: string) => string | undefined {
	const start = placesOf(routes)
	return (path) => pageAt(start, path)
}

function placesOf(routes: Routes): Place {
	const start: Place = { next: new Map() }
	const parents = new Set(Object.values(routes).map((route) => route?.parentId))
	for (const id of Object.keys(routes)) {
		const segments = parents.has(id) ? undefined : plainSegments(routes, id)
		if (segments) placeAt(start, segments).id ??= id
	}
	return start
}

/** The parts of a leaf's path when each is a word or a whole parameter. */
function plainSegments(routes: Routes, id: string): string[] | undefined {
	const path = lineOf(routes, id)
		.map((route) => route.path ?? '')
		.join('/')
	const segments = path.split('/').filter(Boolean)
	return segments.every((segment) => /^:?[\w-]+$/.test(segment)) ? segments : undefined
}

function placeAt(start: Place, segments: string[]): Place {
	return segments.reduce((place, segment) => {
		const known = segment.startsWith(':') ? place.any : place.next.get(segment)
		const next = known ?? { next: new Map() }
		if (segment.startsWith(':')) place.any = next
		else place.next.set(segment, next)
		return next
	}, start)
}

/** A word goes before a parameter, as in the framework. */
function pageAt(start: Place, path: string): string | undefined {
	if (path === '/') return start.id
	let place: Place | undefined = start
	for (const segment of path
		.replace(/\.data$/, '')
		.split('/')
		.slice(1)) {
		place = place.next.get(segment) ?? (/^[\w-]+$/.test(segment) ? place.any : undefined)
		if (!place) return undefined
	}
	return place.id
}

/** The build with one page of it, and what stands around that page. */
export function alone(build: ServerBuild, id: string): ServerBuild {
	const ids = new Set(lineOf(build.routes, id).map((route) => route.id))
	const only = <Some>(all: Record<string, Some>) =>
		Object.fromEntries(Object.entries(all).filter(([known]) => ids.has(known)))
	return { ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } }
}

/** A route with those around it, the outermost first. */
function lineOf(routes: Routes, id: string) {
	const line = []
	for (let route = routes[id]; route; route = routes[route.parentId ?? '']) line.unshift(route)
	return line
}

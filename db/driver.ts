import { registerHooks } from 'node:module'

/**
 * postgres.js with what 3.4.9 does wrong when a connection is lost put right as its source is
 * loaded: it crashed the process (porsager/postgres issues 1154 and 1208), hung the pool, or, worst, let a dead
 * transaction go on writing inside another one on the same connection (1216). A COPY that was refused after its last
 * row, or whose connection was lost then, never ended. The fixes offered there wait to be
 * taken over; each of ours replaces one piece of text, and the load fails when a new version no longer has it.
 */
const mends: Record<string, [from: string, to: string][]> = {
	'connection.js': [
		[
			`    const x = socket.write(chunk, fn)
    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    return x`,
			`    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    const x = chunk
    chunk = nextWriteTimer = null
    if (socket) return socket.write(x, fn)
    error(Errors.connection('CONNECTION_CLOSED', options))
    query = null
    return false`,
		],
		[
			`    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))`,
			`    chunk = nextWriteTimer = null
    if (initial)
      return reconnect()

    ;(query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options))
    query = results = errorResponse = null
    result = new Result()`,
		],
		[
			'    stream && (stream.destroy(err), stream = null)\n    query &&',
			'    stream && (stream.destroy(err), stream = null)\n    final && (final(err), final = null)\n    query &&',
		],
		// The connection is lost before it was open: whoever waits for it is told, and nobody waits for this question.
		['        return fetchArrayTypes()', '        return fetchArrayTypes().catch(() => {})'],
	],
	// A connection knows the statements that it has been asked: the one that was used last is asked again, not the one before all.
	'queue.js': [
		[
			'    push: (x) => (xs.push(x), x),',
			`    push: (x) => (xs.push(x), x),
    pop: () => {
      const out = xs.pop()
      if (index === xs.length) {
        index = 0
        xs = []
      }
      return out
    },`,
		],
	],
	'index.js': [
		['      return go(open.shift(), query)', '      return go(open.pop(), query)'],
		['      ? open.shift()', '      ? open.pop()'],
		['connection.onclose = reject)', 'connection.onclose = e => { lost = e; reject(e) })'],
		[
			'    let savepoints = 0\n      , connection\n',
			'    let savepoints = 0\n      , lost = null\n      , connection\n',
		],
		[
			`        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue`,
			`        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost) return q.reject(lost)
        c.queue`,
		],
	],
}

const unmended = new Set(Object.keys(mends))
const hooks = registerHooks({
	load(url, context, next) {
		const loaded = next(url, context)
		const file = /\/node_modules\/postgres\/src\/(\w+\.js)$/.exec(url)?.[1] ?? ''
		return mends[file] ? { ...loaded, source: mended(file, String(loaded.source)) } : loaded
	},
})
const driver = await import('postgres')
hooks.deregister()
// A development server loads a second copy of this file beside the first, and one driver is mended once.
const done = globalThis as { counterpartMendedPostgres?: boolean }
if (unmended.size > 0 && !done.counterpartMendedPostgres)
	throw new Error('postgres was loaded before #db/driver.ts could mend it: import #db/client.ts')
done.counterpartMendedPostgres = true

export const postgres = driver.default
function mended(file: string, source: string): string {
	unmended.delete(file)
	return (mends[file] ?? []).reduce((text, [from, to]) => {
		if (text.split(from).length !== 2)
			throw new Error(`postgres/src/${file} is not the version that db/driver.ts mends`)
		return text.replace(from, () => to)
	}, source)
}

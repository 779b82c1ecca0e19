import { act, type Books, expectOk } from '#core/act.ts'
import { readSettings } from '#core/settings.ts'
import { createSignIn } from '#core/sign-in/request.ts'
import { addUser } from '#core/staff/add-user.ts'
import { openPortal } from '#portal/build.ts'
import { openLog } from '#portal/log.ts'
import { startWeb } from '#portal/server.ts'
import { Visit } from '#test/portal/customer/visit.ts'

const system = { kind: 'system', name: 'bench' } as const

export type Console = {
	/** The middle of `rounds` requests of a page one after the other, in milliseconds to its last byte; it has to show `shows`. */
	median(path: string, shows: string): Promise<number>
	[Symbol.asyncDispose](): Promise<void>
}

/** The built console as an administrator sees it. */
export async function openConsole(books: Books, rounds: number): Promise<Console> {
	const build = await openPortal(console.log)
	const settings = readSettings({})
	const web = await startWeb({ books, build, settings, log: openLog('silent'), port: 0, host: '127.0.0.1' })
	const email = 'clerk@bench.example'
	expectOk(await act(books, system, addUser, { name: 'Clerk', email, role: 'administrator' }))
	const { token } = expectOk(await act(books, system, createSignIn, { audience: 'staff', email }))
	const visit = new Visit(`http://localhost:${web.port}`)
	await visit.post(`/sign-in/open/${token}`)
	return {
		async median(path, shows) {
			const taken: number[] = []
			for (let round = 0; round < rounds; round++) {
				const began = performance.now()
				const answer = await visit.get(path)
				const text = await answer.text()
				taken.push(performance.now() - began)
				if (answer.status !== 200 || !text.includes(shows))
					throw new Error(`${path} answered ${answer.status} without ${shows}`)
			}
			// The median, which one neighbour's pause does not move.
			const median = taken.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0
			console.log(`  ${path}: ${median.toPrecision(3)} ms, the quickest ${taken[0]?.toPrecision(3)}`)
			return median
		},
		[Symbol.asyncDispose]: () => web.close(),
	}
}

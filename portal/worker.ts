import { Logger, run, type Task, type TaskList } from 'graphile-worker'
import { Pool } from 'pg'
import type { Books } from '#core/act.ts'
import { NotFounded } from '#core/company/read.ts'
import type { Settings } from '#core/settings.ts'
import type { Post } from '#emails/post/mail.ts'
import type { SealSource } from './deliver/seal-key.ts'
import { openFiles } from './files/open.ts'
import type { Log } from './log.ts'
import { loggableError } from './loggable-error.ts'
import type { Till } from './stripe/till.ts'
import { type Chat, workerTasks } from './worker-tasks.ts'

export type WorkerOptions = {
	books: Books
	/** The same database as `books`; the queue has connections of its own. */
	databaseUrl: string
	settings: Pick<Settings, 'publicUrl'> & Partial<Pick<Settings, 'files' | 'production'>> & SealSource
	post: Post
	/** What `openCardProcessor` answers. */
	cards: Pick<Till, 'stripe' | 'live'>
	log: Log
	/** What is said and heard in chats; without it nothing is. */
	chat?: Chat
	/** How many jobs run at once in this process. */
	concurrency?: number
	/** Tasks of other parts of the product, by the name their jobs are queued under. */
	tasks?: TaskList
	/** Without the clock nothing is done by itself: no invoice run, no sweep. For tests. */
	clockwork?: boolean
}

/** Minute, hour, ...; all in UTC, so what follows the company's day runs every hour and asks which day it is there. */
const crontab = `
7 * * * * run_invoices ?fill=2h&jobKey=run_invoices&max=3
14 * * * * tend_renewals ?fill=2h&jobKey=tend_renewals&max=3
27 * * * * tend_movements ?fill=2h&jobKey=tend_movements&max=3
17 * * * * tend_quotes ?fill=2h&jobKey=tend_quotes&max=3
*/5 * * * * tend_promises ?jobKey=tend_promises&max=3
*/5 * * * * tend_collection ?jobKey=tend_collection&max=3
32 * * * * dispatch_debts ?fill=2h&jobKey=dispatch_debts&max=3
* * * * * tell_alerts ?jobKey=tell_alerts&max=3
*/10 * * * * tend_approvals ?jobKey=tend_approvals&max=3
* * * * * look_at_approvals ?jobKey=look_at_approvals&max=3
*/10 * * * * sweep ?jobKey=sweep&max=1
22 * * * * ask_for_ratings ?fill=2h&jobKey=ask_for_ratings&max=3
42 * * * * sweep_files ?jobKey=sweep_files&max=3
12 * * * * follow_up ?fill=2h&jobKey=follow_up&max=3
`

/**
 * Delivers what the product wants done outside, does what providers' messages say, and runs what the clock starts.
 * Any number of processes may do so beside each other. `stop` finishes the jobs under way, or what they are at: a long
 * one is given back to the queue, and goes on when a worker starts again.
 */
export async function startWorker(options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
	const { books, log, cards } = options
	const { publicUrl, seal, dataDir } = options.settings
	const till: Till = { books, stripe: cards.stripe, live: cards.live, publicUrl, log }
	const tasks = workerTasks({
		till,
		chat: options.chat,
		production: options.settings.production ?? false,
		files: openFiles({ files: options.settings.files, dataDir: dataDir ?? '.data' }),
		desk: { books, post: options.post, publicUrl, seal: { seal, ...(dataDir ? { dataDir } : {}) } },
	})
	let stopping = false
	const pool = openPool(options.databaseUrl, log)
	const runner = await run({
		pgPool: pool,
		concurrency: options.concurrency ?? 4,
		noHandleSignals: true,
		preset: { worker: { gracefulShutdownAbortTimeout: 200 } },
		taskList: withLog({ ...tasks, ...options.tasks }, log),
		crontab: options.clockwork === false ? '' : crontab,
		logger: new Logger(() => (level, message) => {
			if ((level === 'error' || level === 'warning') && !stopping) log.warn({ part: 'worker' }, message)
			else log.debug({ part: 'worker' }, message)
		}),
	}).catch(async (error: unknown) => {
		await pool.end()
		throw error
	})
	runner.promise.catch((error: unknown) => {
		if (!stopping) log.error({ error: loggableError(error) }, 'The worker has stopped')
	})
	return {
		async stop() {
			if (stopping) return
			stopping = true
			const late = setTimeout(() => runner.kill().catch(() => {}), stopPatience)
			await runner.stop()
			clearTimeout(late)
			await pool.end()
		},
	}
}

/**
 * The queue's connections. A pool that the queue opens by itself goes on closing after the queue has stopped, with nobody to
 * hear its errors: a database that ends in the same moment would take the process along.
 */
function openPool(connectionString: string, log: Log): Pool {
	const pool = new Pool({ connectionString, max: 5 })
	const lost = (error: Error) => log.warn({ error: loggableError(error) }, 'A connection of the queue was lost')
	pool.on('error', lost)
	pool.on('connect', (client) => client.on('error', lost))
	return pool
}

/** How long, in milliseconds, a job that does not heed the call to stop is waited for. */
const stopPatience = 3_000

/** A job that fails is tried again by the queue; the log says why. */
function withLog(tasks: TaskList, log: Log): TaskList {
	return Object.fromEntries(
		Object.entries(tasks).map(([name, task]): [string, Task] => [
			name,
			async (payload, helpers) => {
				try {
					return await task?.(payload as never, helpers)
				} catch (error) {
					// Asked to stop, it has given back what it had not begun.
					if (helpers.abortSignal?.aborted) throw error
					if (error instanceof NotFounded) {
						log.info({ task: name }, 'Nothing to do before the company is founded')
						return
					}
					log.warn(
						{ error: loggableError(error), task: name, attempt: helpers.job.attempts },
						'A job failed and will be tried again',
					)
					throw error
				}
			},
		]),
	)
}

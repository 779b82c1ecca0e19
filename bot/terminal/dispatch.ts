import { type Command, DONE, type Io, REFUSED, WRONG_USAGE } from './command.ts'

/** A command's code is loaded when it is asked for, so that `preview` does not wait for a database driver. */
const COMMANDS: Readonly<Record<string, { readonly does: string; readonly load: () => Promise<Command> }>> = {
	import: {
		does: 'brings customers or contracts in from a CSV or XLSX file',
		load: () => import('./commands/import.ts'),
	},
	bill: { does: 'bills every period that is due', load: () => import('./commands/bill.ts') },
	report: {
		does: 'shows any figure for any period: MRR and what moved it, how teams did, what is overdue',
		load: () => import('./commands/report.ts'),
	},
	found: { does: 'writes the company and its first administrator', load: () => import('./commands/found.ts') },
	link: { does: 'makes a secure link to a contract', load: () => import('./commands/link.ts') },
	statement: {
		does: 'shows the account of a customer or a contract as of a day',
		load: () => import('./commands/statement.ts'),
	},
	receipt: {
		does: 'records money that came by transfer, in cash or by cheque',
		load: () => import('./commands/receipt.ts'),
	},
	ask: { does: 'asks the bot, as the chats do', load: () => import('./commands/ask.ts') },
	doctor: { does: 'finds what is wrong and says how to mend it', load: () => import('./commands/doctor.ts') },
	'reset-second-factor': {
		does: 'lets somebody in by letter who has lost app, passkeys and recovery codes',
		load: () => import('./commands/reset-second-factor.ts'),
	},
	penalty: {
		does: 'shows the penalty interest of instalments in a file as of a day',
		load: () => import('./commands/penalty.ts'),
	},
	preview: {
		does: 'shows the invoices that contract terms in a file lead to',
		load: () => import('./commands/preview.ts'),
	},
}

/**
 * Runs the command the words name. Answers the exit code: 0 done, 1 refused or failed, 2 wrong usage. What nobody
 * expected is written to standard error under a reference that its message names.
 */
export async function dispatch(words: readonly string[], io: Io): Promise<number> {
	const [name, ...rest] = words
	const wantsHelp = rest.includes('--help') || rest.includes('-h')
	if (name === undefined) {
		io.err(helpText())
		return WRONG_USAGE
	}
	if (name === 'help' || name === '--help' || name === '-h') {
		io.out(helpText())
		return DONE
	}
	const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
	if (!entry) {
		io.err(`There is no command "${name}".\n\n${helpText()}`)
		return WRONG_USAGE
	}
	try {
		const command = await entry.load()
		if (!wantsHelp) return await command.run(rest, io)
		io.out(usageText(name, command))
		return DONE
	} catch (error) {
		const reference = crypto.randomUUID().slice(0, 8)
		io.err(`This should not have happened; reference ${reference}.`)
		io.err(`${reference} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
		return REFUSED
	}
}

function usageText(name: string, { usage }: Command): string {
	return `Usage: npm run -s counterpart -- ${name} ${usage}`
}

function helpText(): string {
	const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length))
	const rows = Object.entries(COMMANDS).map(([name, { does }]) => `  ${name.padEnd(width)}  ${does}`)
	return [
		'Usage: npm run -s counterpart -- COMMAND [WORD...] [--json]',
		'',
		...rows,
		'',
		'COMMAND --help says more.',
	].join('\n')
}

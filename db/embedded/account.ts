import { execFileSync } from 'node:child_process'
import { accessSync, chmodSync, constants, readFileSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

/** The operating system account that the server runs under; undefined means: the same as this program. */
export type Account = { uid: number; gid: number } | undefined

/** A program with its arguments, and the account to give to `spawn`. */
export type Command = { file: string; words: string[]; account: Account }

/**
 * PostgreSQL refuses to run as root. Started by root, the server takes the account that owns an existing cluster,
 * or `postgres`, which is created when the machine has none.
 */
export function serverAccount(cluster: string): Account {
	if (process.getuid?.() !== 0) return undefined
	const owner = statSync(cluster, { throwIfNoEntry: false })
	if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
	const known = accountNamed('postgres') ?? createdAccount('postgres') ?? accountNamed('nobody')
	if (!known) {
		throw new Error(
			'PostgreSQL does not run as root and no other account could be created: start as another user, or set DATABASE_URL.',
		)
	}
	return known
}

/** A folder that root copied, from a backup say, becomes the server's own again; PostgreSQL takes no other. */
export function takeOwnership(account: Account, cluster: string): void {
	chmodSync(cluster, 0o700)
	if (!account || statSync(cluster).uid === account.uid) return
	execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, cluster])
}

/**
 * The command as the server's account can run it. A folder above the project that only root may enter (a clone in
 * /root, say) is passed with the one capability that opens folders, so that nobody has to loosen their permissions.
 */
export function commandFor(account: Account, file: string, words: string[], folders: string[]): Command {
	if (!account) return { file, words, account }
	const closed = [file, ...folders].find((path) => !canReach(account, dirname(path)))
	if (!closed) return { file, words, account }
	const setpriv = findProgram('setpriv')
	if (!setpriv) {
		throw new Error(
			`PostgreSQL does not run as root, and its account may not enter the folders above ${closed}. ` +
				'Move the project or DATA_DIR to a folder that everyone may enter, start as another user, or set DATABASE_URL.',
		)
	}
	const become = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups']
	// access(2) ignores capabilities of an ordinary user unless this bit is set, and PostgreSQL asks access(2).
	const keep = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup']
	return { file: setpriv, words: [...become, ...keep, '--', file, ...words], account: undefined }
}

function canReach(account: { uid: number; gid: number }, folder: string): boolean {
	const { mode, uid, gid } = statSync(folder)
	const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
	if ((mode & bit) === 0) return false
	return folder === dirname(folder) || canReach(account, dirname(folder))
}

function accountNamed(name: string): Account {
	const line = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.find((entry) => entry.startsWith(`${name}:`))
	const [, , uid, gid] = line?.split(':') ?? []
	return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

function createdAccount(name: string): Account {
	try {
		execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name], {
			stdio: 'ignore',
		})
	} catch {
		return undefined
	}
	return accountNamed(name)
}

function findProgram(name: string): string | undefined {
	const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/bin']
	return folders.map((folder) => join(folder, name)).find(isExecutable)
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK)
		return true
	} catch {
		return false
	}
}

import type { Answer, Caller } from './caller.ts'

/** A caller whose every answer is looked at; what is wrong with one is added to `astray` with its address. */
export function watched(caller: Caller, astray: Set<string>): Caller {
	const watch = async (path: string, call: Promise<Answer>) => {
		const answer = await call
		for (const wrong of wrongWith(answer)) astray.add(`${path.split('?')[0]}: ${wrong}`)
		return answer
	}
	return {
		name: caller.name,
		get: (path) => watch(path, caller.get(path)),
		send: (form) => watch(form.action, caller.send(form)),
	}
}

/** What an answer of the portal in production lacks of what keeps others out. */
export function wrongWith(answer: Answer): string[] {
	const { headers } = answer
	const is = (name: string, good: RegExp) =>
		good.test(headers.get(name) ?? '') ? [] : [`${name} is ${headers.get(name)}`]
	return [
		...is('x-content-type-options', /^nosniff$/),
		...is('strict-transport-security', /^max-age=31536000; includeSubDomains$/),
		...is('x-frame-options', /^DENY$/),
		...is('referrer-policy', /^same-origin$/),
		...is('cross-origin-opener-policy', /^same-origin$/),
		...is('cross-origin-resource-policy', /^same-origin$/),
		...is('permissions-policy', /camera=\(\)/),
		...is('cache-control', /^(no-store|private, (no-store|no-cache|max-age=0, must-revalidate))$/),
		...(headers.has('x-powered-by') || headers.has('server') ? ['says what it is made with'] : []),
		...policyOf(answer),
		...headers.getSetCookie().flatMap(wrongCookie),
		...(/text\/html/.test(headers.get('content-type') ?? '') ? wrongHtml(answer) : []),
	]
}

function policyOf({ headers }: Answer): string[] {
	const policy = headers.get('content-security-policy') ?? ''
	// A file to keep is shown nowhere.
	if (policy === "default-src 'none'; sandbox") return []
	const directives = new Map(policy.split(';').map((one) => [one.trim().split(' ')[0] ?? '', one]))
	const wanted = {
		'default-src': /^default-src 'self'$/,
		'script-src': /^script-src 'self' 'nonce-[\w+/=]{22,}'$/,
		'style-src': /^style-src 'self'$/,
		'object-src': /'none'/,
		'base-uri': /'none'/,
		'frame-ancestors': /'none'/,
		'form-action': /^form-action 'self'$/,
	}
	const wrong = Object.entries(wanted).filter(([name, good]) => !good.test(directives.get(name) ?? ''))
	const loose = policy.includes('unsafe') ? ['the policy lets something unsafe through'] : []
	return [...wrong.map(([name]) => `${name} of the policy is ${directives.get(name)}`), ...loose]
}

/** What a person chose for the look of pages is no secret, and travels as widely as it must. */
function wrongCookie(line: string): string[] {
	const [name = ''] = line.split('=')
	const good = name.startsWith('__Host-') ? [/HttpOnly/i] : []
	const wrong = [/; Secure/i, /; SameSite=(Lax|Strict)/i, /; Path=\//i, ...good].filter((one) => !one.test(line))
	const known = name.startsWith('__Host-') || ['language', 'theme'].includes(name)
	return [
		...wrong.map((one) => `cookie ${name} lacks ${one}`),
		...(known ? [] : [`cookie ${name} is of no known kind`]),
	]
}

function wrongHtml({ headers, body }: Answer): string[] {
	const nonce = /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? 'none'
	const tags = [
		...body
			.replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, (script) => `${script.split('>')[0]}>`)
			.matchAll(/<\w+(?:\s[^<>]*)?>/g),
	]
	return tags.flatMap(([tag]) => {
		const bare = tag.replace(/"[^"]*"/g, '""')
		const wrong: string[] = []
		if (/^<script/.test(tag) && !tag.includes(`nonce="${nonce}"`)) wrong.push(`a script without the nonce: ${tag}`)
		if (/\son\w+=/i.test(bare)) wrong.push(`a handler inline: ${tag}`)
		if (/\sstyle=/i.test(bare)) wrong.push(`a style inline: ${tag}`)
		if (/(href|src|action)="\s*(javascript|data|vbscript):/i.test(tag) && !/^<img/.test(tag))
			wrong.push(`an address that runs: ${tag}`)
		if (/^<(script|link|img|iframe|form|object|embed)\b/.test(tag) && /(href|src|action)="(https?:)?\/\//.test(tag))
			wrong.push(`something from elsewhere: ${tag}`)
		return wrong
	})
}

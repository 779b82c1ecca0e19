/** A browser without script: keeps cookies, sends forms as a page of the portal would. */
export class Visit {
	readonly cookies = new Map<string, string>()
	/** The last Set-Cookie lines, with their attributes. */
	set: string[] = []
	readonly address: string

	constructor(address: string) {
		this.address = address
	}

	async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
		return this.keep(await fetch(this.address + path, { redirect: 'manual', headers: { ...this.sent(), ...headers } }))
	}

	async post(path: string, fields: Record<string, string> | [string, string][] = {}): Promise<Response> {
		const headers = {
			...this.sent(),
			'content-type': 'application/x-www-form-urlencoded',
			'sec-fetch-site': 'same-origin',
		}
		const body = new URLSearchParams(fields).toString()
		return this.keep(await fetch(this.address + path, { method: 'POST', redirect: 'manual', headers, body }))
	}

	/** A form with files, as a browser sends it. */
	async postForm(path: string, form: FormData): Promise<Response> {
		const headers = { ...this.sent(), 'sec-fetch-site': 'same-origin' }
		return this.keep(await fetch(this.address + path, { method: 'POST', redirect: 'manual', headers, body: form }))
	}

	/** The text of a page, tags and scripts left out. */
	async read(path: string): Promise<string> {
		return textOf(await (await this.get(path)).text())
	}

	private sent(): Record<string, string> {
		// What is packed here and unpacked at once costs a tenth of a test's time.
		const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
		return { cookie, 'accept-encoding': 'identity' }
	}

	private keep(answer: Response): Response {
		this.set = answer.headers.getSetCookie()
		for (const line of this.set) {
			const [pair = ''] = line.split(';')
			const at = pair.indexOf('=')
			if (/max-age=0/i.test(line)) this.cookies.delete(pair.slice(0, at))
			else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
		}
		return answer
	}
}

export function textOf(html: string): string {
	return html
		.replace(/<script[\s\S]*?<\/script>|<head[\s\S]*?<\/head>/g, '')
		.replace(/<[^>]+>/g, ' ')
		.replace(/&amp;/g, '&')
		.replace(/&#x27;/g, "'")
		.replace(/\s+/g, ' ')
}

/** What of the parser is used here; it comes without types. Lines are counted from 0. */
declare module 'saxen' {
	type Decode = (text: string) => string
	type Context = () => { line: number; column: number }

	export class Parser {
		on(
			hook: 'openTag',
			heard: (
				name: string,
				attributes: () => Record<string, string>,
				decode: Decode,
				selfClosing: boolean,
				context: Context,
			) => void,
		): this
		on(hook: 'closeTag', heard: (name: string) => void): this
		on(hook: 'text' | 'attention', heard: (value: string, decode: Decode, context: Context) => void): this
		on(hook: 'cdata' | 'comment', heard: (value: string) => void): this
		on(hook: 'error' | 'warn', heard: (error: Error, context: Context) => void): this
		parse(xml: string): this
	}
}

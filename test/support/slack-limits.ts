type Block = { type: string; [name: string]: unknown }
type Text = { type: string; text: string }

const tooLong = (what: string, text: unknown, most: number) => {
	const length = typeof text === 'string' ? text.length : ((text as Text | undefined)?.text.length ?? 1)
	return length > most || length === 0 ? [`${what} has ${length} letters`] : []
}

/** What Slack's reference says of the length and number of things in blocks, which its types do not say. */
export function blockProblems(blocks: readonly Block[], most = 50): string[] {
	const problems = blocks.length > most ? [`${blocks.length} blocks`] : []
	const tables = blocks.filter(({ type }) => type === 'table').length
	if (tables > 1) problems.push('only_one_table_allowed')
	return [...problems, ...blocks.flatMap(problemsOfBlock)]
}

function problemsOfBlock(block: Block): string[] {
	switch (block.type) {
		case 'header':
			return tooLong('a header', block.text, 150)
		case 'section': {
			const fields = (block.fields ?? []) as Text[]
			return [
				...(block.text ? tooLong('a section', block.text, 3000) : []),
				...(fields.length > 10 ? [`${fields.length} fields`] : []),
				...fields.flatMap((field) => tooLong('a field', field, 2000)),
			]
		}
		case 'context':
			return (block.elements as unknown[]).length > 10 ? ['too many elements'] : []
		case 'actions':
			return actionProblems(block.elements as Button[])
		case 'table':
			return tableProblems(block.rows as Text[][])
		case 'input':
			return tooLong('a label', block.label, 2000)
		default:
			return [`${block.type} is not expected`]
	}
}

type Button = { action_id: string; value: string; text: Text }

function actionProblems(buttons: Button[]): string[] {
	const ids = new Set(buttons.map((button) => button.action_id))
	return [
		...(buttons.length > 25 || buttons.length === 0 ? [`${buttons.length} buttons`] : []),
		...(ids.size < buttons.length ? ['two buttons with one action_id'] : []),
		...buttons.flatMap((button) => [
			...tooLong('a button', button.text, 75),
			...tooLong('a value', button.value, 2000),
			...tooLong('an action_id', button.action_id, 255),
		]),
	]
}

function tableProblems(rows: Text[][]): string[] {
	const letters = rows.flat().reduce((sum, cell) => sum + cell.text.length, 0)
	return [
		...(rows.length > 100 ? [`${rows.length} rows`] : []),
		...rows.flatMap((row) => (row.length > 20 ? [`${row.length} columns`] : [])),
		...rows.flat().flatMap((cell) => (cell.text === '' ? ['an empty cell'] : [])),
		...(letters > 10_000 ? [`${letters} letters in a table`] : []),
	]
}

/** The same for a modal. */
export function modalProblems(view: {
	title: Text
	submit: Text
	close: Text
	private_metadata: string
	blocks: Block[]
}): string[] {
	return [
		...tooLong('a title', view.title, 24),
		...tooLong('a submit', view.submit, 24),
		...tooLong('a close', view.close, 24),
		...(view.private_metadata.length > 3000 ? ['private_metadata is too long'] : []),
		...blockProblems(view.blocks, 100),
	]
}

import { Form, useNavigation } from '@remix-run/react'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Card, Section } from '../../../ui/card.tsx'
import { sayImport as say } from '../../../words/staff-import.ts'
import type { ShownUndo } from './present-undo.ts'

/** Asks whether the import is to be taken back, and says in numbers what that would do. */
export function UndoQuestion({ id, undo }: { id: string; undo: ShownUndo }) {
	const { formMethod } = useNavigation()
	const { count, sentences } = undo
	return (
		<Section id="undo" title={say('import.undoTitle')}>
			<Card className="mb-10 border-bad">
				<ul className="list-disc space-y-1 pl-5">
					{sentences.map((sentence) => (
						<li key={sentence}>{sentence}</li>
					))}
				</ul>
				<Form method="post" action={`/staff/imports/${id}`} className="mt-6 flex flex-wrap gap-3">
					<Button
						kind="danger"
						name="intent"
						value="undo"
						busy={formMethod === 'POST'}
						disabledBecause={count === 0 ? say('import.undoNothing') : undefined}
					>
						{say('import.undoNow', { count })}
					</Button>
					<LinkButton kind="secondary" href={`/staff/imports/${id}`}>
						{say('import.undoNot')}
					</LinkButton>
				</Form>
			</Card>
		</Section>
	)
}

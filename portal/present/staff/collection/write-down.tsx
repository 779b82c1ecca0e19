import { Card, Section } from '#portal/ui/card.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { sayCollection as say } from '#portal/words/staff-collection.ts'
import { usePhoneForm } from '../phone/use-phone-form.ts'
import { WaitingForms } from '../phone/waiting-forms.tsx'
import { EntryFields } from './entry-form.tsx'

type WriteDownProps = {
	caseId: string
	userId: string
	entryKey: string
	currency: string
	overdueMinor: bigint
	typed: Record<string, string>
	errors: Record<string, string[]>
}

/** The form of an entry. Posted as any form; where a script runs, without leaving the page and whether or not there is a connection. */
export function WriteDown({ caseId, userId, entryKey, currency, overdueMinor, typed, ...posted }: WriteDownProps) {
	const page = `/staff/collection/${caseId}`
	const { form, keep, send, busy, key, problems, errors, waiting, forget } = usePhoneForm({
		...{ page, to: 'entries', keptAs: `collection ${userId} ${caseId}` },
		...{ firstKey: entryKey, doneAt: `${page}?done=logged` },
	})
	return (
		<Section title={say('collection.write')} id="write">
			<WaitingForms
				forms={waiting}
				forget={forget}
				tell={({ note, spokenTo, promiseAmount }) => note || spokenTo || promiseAmount || ''}
			/>
			<Card className="max-w-2xl">
				<FormProblems errors={problems} />
				<form ref={form} method="post" encType="multipart/form-data" onSubmit={send} onInput={keep}>
					<EntryFields
						key={key}
						{...{ entryKey: key, currency, overdueMinor, typed, busy }}
						errors={{ ...posted.errors, ...errors }}
					/>
				</form>
			</Card>
		</Section>
	)
}

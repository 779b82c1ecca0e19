import { Form } from '@remix-run/react'
import { Button } from '#portal/ui/button.tsx'
import { Chevron, control } from '#portal/ui/field.tsx'
import { sayKind as say } from '#portal/words/staff-kinds.ts'

type StatusFormProps = { stateName: string; statusId: string | null; offered: { id: string; name: string }[] }

/** How a contract stands within its state, for who may say so; nothing where the company has no such names. */
export function StatusForm({ stateName, statusId, offered }: StatusFormProps) {
	if (offered.length === 0) return null
	return (
		<Form method="post" className="no-print mb-8 flex flex-wrap items-end gap-3">
			<input type="hidden" name="intent" value="status" />
			<div className="min-w-56">
				<label htmlFor="contract-status" className="mb-1 block font-semibold">
					{say('kind.status')}
				</label>
				<Chevron>
					<select
						id="contract-status"
						name="statusId"
						defaultValue={statusId ?? ''}
						className={`${control} appearance-none pr-9`}
					>
						<option value="">{say('kind.stateItself', { state: stateName })}</option>
						{offered.map(({ id, name }) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
					</select>
				</Chevron>
			</div>
			<Button kind="secondary">{say('kind.setStatus')}</Button>
		</Form>
	)
}

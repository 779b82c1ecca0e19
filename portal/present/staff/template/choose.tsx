import type { ListedTemplate } from '#core/template/find.ts'
import { Button } from '#portal/ui/button.tsx'
import { Select } from '#portal/ui/field.tsx'
import { sayTemplate as say } from '#portal/words/staff-templates.ts'

type ChooseTemplateProps = {
	templates: ListedTemplate[]
	chosen: { id: string; name: string } | null
	customerId: string
}

/** What a new contract or quote is begun with; nothing where there is no template. */
export function ChooseTemplate({ templates, chosen, customerId }: ChooseTemplateProps) {
	if (templates.length === 0) return null
	return (
		<form method="get" className="mb-6 flex max-w-2xl flex-wrap items-end gap-3">
			<input type="hidden" name="customer" value={customerId} />
			<div className="min-w-56 grow">
				<Select
					label={say('template.begin')}
					hint={chosen ? say('template.begun', { name: chosen.name }) : undefined}
					name="template"
					defaultValue={chosen?.id ?? ''}
				>
					<option value="">{say('template.noneChosen')}</option>
					{templates.map(({ id, name }) => (
						<option key={id} value={id}>
							{name}
						</option>
					))}
				</Select>
			</div>
			<Button kind="secondary">{say('template.use')}</Button>
		</form>
	)
}

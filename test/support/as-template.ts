import type { Sql } from '#db/client.ts'

/**
 * What the template holds beside what is migrated: `as_template.fill()`, which makes a database's rows the template's
 * again, and `as_template.altered`, in which a database notes when more than its rows is changed.
 */
export async function prepareFilling(sql: Sql): Promise<void> {
	await sql.unsafe(await filling(sql))
	await sql.unsafe(`
		create table as_template.altered (by text not null);
		create function as_template.note() returns event_trigger language plpgsql security definer as $$
		begin
			insert into as_template.altered values (tg_tag);
		end $$;
		create event trigger altered on ddl_command_end execute function as_template.note();
		alter event trigger altered enable always`)
}

/** Written out, so that the statements' plans are kept. */
async function filling(sql: Sql): Promise<string> {
	const tables = await sql<{ name: string; columns: string; filled: boolean }[]>`
		select format('%I.%I', namespace.nspname, relname) as name, columns,
			(xpath('/row/there/text()', query_to_xml(format('select exists (select from %I.%I) as there', namespace.nspname, relname),
				false, true, '')))[1]::text = 'true' as filled
		from pg_class join pg_namespace as namespace on namespace.oid = relnamespace
			cross join lateral (select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
				where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = '') as of_it
		where relkind = 'r' and namespace.nspname not in ('pg_catalog', 'information_schema')
		order by 1`
	const sequences = await sql<{ name: string; last: bigint | null; start: bigint }[]>`
		select format('%I.%I', schemaname, sequencename) as name, last_value as last, start_value as start from pg_sequences`
	const kept = (name: string) => `as_template."${name.replaceAll('"', '')}"`
	const filled = tables.filter((table) => table.filled)
	return `
		create schema as_template;
		${filled.map(({ name }) => `create table ${kept(name)} as table ${name};`).join('\n')}
		create function as_template.fill() returns void language plpgsql as $$
		begin
			${tables.map(({ name }) => `delete from ${name};`).join('\n')}
			${filled.map(({ name, columns }) => `insert into ${name} (${columns}) overriding system value select ${columns} from ${kept(name)};`).join('\n')}
			${sequences.map(({ name, last, start }) => `perform setval('${name}', ${last ?? start}, ${last !== null});`).join('\n')}
		end $$;`
}

-- Promise: what is sold, and how it bills, has a name of letters in every language that it is said in; in others its own name counts.
set lock_timeout = '5s';

-- Words by language, none of them empty.
create function said_by_language(said jsonb) returns boolean language sql immutable strict parallel safe as $$
	select jsonb_typeof(said) = 'object' and said - array['en', 'ru', 'zh', 'vi'] = '{}'::jsonb
		and not exists (select from jsonb_each(said) as one where jsonb_typeof(one.value) <> 'string' or btrim(one.value #>> '{}') = '')
$$;

alter table product add column names jsonb not null default '{}', add column descriptions jsonb not null default '{}';
alter table plan add column names jsonb not null default '{}';

alter table product add constraint product_names check (said_by_language(names)) not valid,
	add constraint product_descriptions check (said_by_language(descriptions)) not valid;
alter table plan add constraint plan_names check (said_by_language(names)) not valid;
alter table product validate constraint product_names;
alter table product validate constraint product_descriptions;
alter table plan validate constraint plan_names;

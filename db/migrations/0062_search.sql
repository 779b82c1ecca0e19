-- Promise: what a person searches is found whatever accents they leave out, and a contact as a customer is.
set lock_timeout = '5s';
create extension if not exists unaccent;

-- Letters that are neither Latin nor digits, spelt so that they are: the index of three letters takes notice of no others
-- unless the server's locale knows them. Russian is spelt as it sounds, and may so be searched in Latin letters too; a
-- Chinese sign is its number, a word by itself.
create function plain_spelling(words text) returns text language sql immutable strict parallel safe
	return (
		select string_agg(case when ascii(sign) between 11904 and 55203 then ' ' || to_hex(ascii(sign)) || ' ' else sign end, '' order by place)
		from regexp_split_to_table(
			translate(
				replace(replace(replace(replace(replace(replace(replace(replace(words,
					'щ', 'sch'), 'ж', 'zh'), 'ч', 'ch'), 'ш', 'sh'), 'ю', 'yu'), 'я', 'ya'), 'х', 'kh'), 'ц', 'ts'),
				'абвгдеёзийклмнопрстуфыэъь', 'abvgdeeziyklmnoprstufye'),
			'') with ordinality as signs (sign, place));

-- Lower case without accents: `Đông Á` and `dong a` are the same to whoever searches. It changes only with the rules of
-- the extension, which come with a new server; the columns are then written anew as after any change of collation.
create function plain_text(words text) returns text language sql immutable strict parallel safe
	return (
		select case when plain ~ '[^\x01-\x7f]' then plain_spelling(plain) else plain end
		from (select lower(unaccent('unaccent'::regdictionary, words)) as plain) as lowered);

alter table customer alter column search_text set expression as
	(plain_text(number || ' ' || name || ' ' || email || ' ' || coalesce(import_key, '')));
alter table contract alter column search_text set expression as
	(plain_text(number || ' ' || title || ' ' || purchase_order || ' ' || coalesce(import_key, '')));
alter table contract_line alter column search_text set expression as
	(plain_text(description || ' ' || model || ' ' || serial_number || ' ' || factory_number));
alter table quote alter column search_text set expression as (plain_text(number || ' ' || title));

alter table contact add column search_text text not null
	generated always as (plain_text(name || ' ' || email || ' ' || phone)) stored;
create index contact_search on contact using gin (search_text gin_trgm_ops);

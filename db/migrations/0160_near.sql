-- Promise: a misspelt number of an invoice, and a misspelt word of a file, are found as fast as a name.
set lock_timeout = '5s';

create index invoice_number_like on invoice using gin (plain_text(number) gin_trgm_ops);

-- Every word that some file says, once: what is spelt nearly so is looked up here, and the files then by the word itself.
create table document_word (
	word text primary key,
	constraint document_word_length check (char_length(word) between 4 and 40)
);
create index document_word_like on document_word using gin (word gin_trgm_ops);

create function keep_document_words() returns trigger language plpgsql as $$
begin
	-- In their order, so that two files that are read at once wait for each other and not in a circle.
	insert into document_word (word)
	select word from unnest(tsvector_to_array(new.search)) as word
	where char_length(word) between 4 and 40 and word ~ '[^0-9.,/-]' and word !~ '[\\''[:space:]]' order by word
	on conflict do nothing;
	return null;
end $$;
create trigger document_word_kept after insert or update of content on document_text
	for each row execute function keep_document_words();
insert into document_word (word)
select distinct word from document_text, unnest(tsvector_to_array(search)) as word
where char_length(word) between 4 and 40 and word ~ '[^0-9.,/-]' and word !~ '[\\''[:space:]]';

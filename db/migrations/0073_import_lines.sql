-- Promise: a line that an import brought is known again by what its file calls it, whatever the line is called here.
set lock_timeout = '5s';

alter table import_said add column subject_id uuid;
alter table import_said add constraint import_said_line check ((subject = 'lines') = (subject_id is not null));
create index import_said_of_line on import_said (subject_id) where subject_id is not null;

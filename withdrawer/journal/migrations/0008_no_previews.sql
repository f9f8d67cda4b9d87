-- A list that comes back names people, who are looked up afresh: no copy of a preview is kept for it any more.
DROP TABLE previews;

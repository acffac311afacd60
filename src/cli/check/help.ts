/** What the help of `check` has below its flags. */
export const HELP = `
What is checked
  Without paths: every governed file below the working directory, that is, in
  any agents/ or .spectre/ folder. A path may be a file, a folder or a glob.
  What git ignores, node_modules and .git are left out, but not what is named
  itself. The files of a session folder are also checked against each other.
  With --staged, --since or --history it is how files changed that is checked:
  the steps from one version to the next, of those files that the paths name.
  Of --before and --after, /dev/null is a file that is not there, as git
  difftool names it.
  With --kind, paths have to be named: all of them are taken to be of it.
  JSON files hold one document; .jsonl and .ndjson files hold one on each line.
  The text on standard input is of the format that its name tells. Where that
  tells nothing, a first line that is a document tells that each line is one.
  It has at most 128MB, or --max-file-size if that is more.

Formats
  pretty      for people at a terminal
  agent       for coding agents: a line a finding; used where the environment
              has CLAUDECODE or AI_AGENT and no format is asked for
  json        a versioned contract, for programs
  sarif       SARIF 2.1.0: GitHub's code scanning, editors
  github      workflow commands: beside the lines of a pull request
  gitlab      GitLab's code quality
  junit       JUnit's XML: Jenkins, GitLab and others
  checkstyle  Checkstyle's XML: Jenkins, reviewdog and others
  markdown    a comment on a pull request
  html        one page with everything in it, to open in a browser
  Several go together: --format pretty --format sarif:out.sarif. A file is
  replaced when its report is complete; its folder must be there. One report
  at most goes to standard output.

What --fix mends
  What has one right answer, in the files on disk, such as a checkpoint that
  is listed twice, or a byte-order mark. Only the characters that are wrong
  are touched. A file is written when the outcome is better in every respect,
  the files of a session together or not at all. Logs are left alone. What is
  reported, and what the exit code tells, is what is left.

Examples
  stategate check                              all state below this folder
  stategate check agents/sessions/2026-03-04_export-to-csv_k3m9q2
  stategate check --kind hook-event payloads.jsonl
  stategate check --staged                     what the next commit changes
  stategate check --since origin/main          what a pull request changes
  stategate check --history                    every change there ever was
  stategate check --history v1.0..HEAD -- agents/sessions
  stategate check --fix                        mends what has one right answer
  stategate check --fix-dry-run                shows what --fix would write
  stategate check --update-baseline            lists all that is found
  stategate check --baseline known.json        lets pass what this list has
  stategate check --print-config agents/sessions/x/plan.json
  stategate check --config stategate.config.ts a program, run as it is named
  stategate check --format json | jq '.summary'
  stategate check --stdin --stdin-filename agents/sessions/x/state.json < buffer

Exit codes
  0  nothing at or above the level of --fail-on
  1  diagnostics at or above it, or more warnings than --max-warnings
  2  the check could not be done, or not of everything: wrong flags or
     configuration, no such path, a folder that cannot be read, a file that
     could not be written`;

"""What an adviser can do: one function per action. No Qt, no SQL, no PDF; floor 1 comes in through `ports`."""

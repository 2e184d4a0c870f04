/* Stands between a process and the drive, for tests: preload it, name a folder in WD_BELOW.

   Failing:   wd_arm(n) lets the n-th call below the folder fail with EIO, wd_hits() says whether one did.
   Recording: WD_RECORD names a file; every call that changes something below the folder is written there in order,
              and wd_mark(text) writes what the person was told in between. One thread at a time. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static long left = -1, hits = 0;
static int record = -1;
static const char *below = NULL;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("WD_RECORD");
    below = getenv("WD_BELOW");
    if (path) record = NEXT(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

void wd_arm(long n) { left = n; hits = 0; }
long wd_hits(void) { return hits; }

static int inside(const char *path) {
    size_t size = below ? strlen(below) : 0;
    return size && path && strncmp(path, below, size) == 0 && (path[size] == '/' || path[size] == 0);
}

/* The path of an open file; empty for one outside the folder. */
static int path_of(int fd, char *path) {
    char link[64];
    if (!below || fd == record) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, PATH_MAX - 1);
    if (size <= 0) return 0;
    path[size] = 0;
    return inside(path);
}

static int fails(void) {
    if (left < 0 || left-- != 0) return 0;
    hits++;
    errno = EIO;
    return 1;
}

static int fails_at(const char *path) { return left >= 0 && inside(path) && fails(); }
static int fails_on(int fd) {
    char path[PATH_MAX];
    return left >= 0 && path_of(fd, path) && fails();
}

struct head { uint8_t what; uint8_t pad[3]; uint32_t first, second; uint32_t pad2; uint64_t id, place; };

static void note(char what, uint64_t id, uint64_t place, const void *first, size_t n, const void *second, size_t m) {
    struct head head = {(uint8_t)what, {0}, (uint32_t)n, (uint32_t)m, 0, id, place};
    struct iovec parts[3] = {{&head, sizeof head}, {(void *)first, n}, {(void *)second, m}};
    int kept = errno;
    if (writev(record, parts, 3) < 0) abort();
    errno = kept;
}

void wd_mark(const char *text) {
    if (record >= 0) note('M', 0, 0, text, strlen(text), NULL, 0);
}

static uint64_t id_of(int fd) {
    struct stat64 found;
    return fstat64(fd, &found) ? 0 : found.st_ino;
}

static int recorded(int fd, char *path) { return record >= 0 && path_of(fd, path); }

static void wrote(int fd, const void *bytes, ssize_t done, off64_t place) {
    char path[PATH_MAX];
    if (done > 0 && recorded(fd, path)) note('W', id_of(fd), place, bytes, done, NULL, 0);
}

static off64_t where(int fd) {
    struct stat64 found;
    if ((fcntl(fd, F_GETFL) & O_APPEND) && !fstat64(fd, &found)) return found.st_size;
    return lseek64(fd, 0, SEEK_CUR);
}

ssize_t write(int fd, const void *b, size_t n) {
    if (fails_on(fd)) return -1;
    off64_t place = record >= 0 ? where(fd) : 0;
    ssize_t done = NEXT(write)(fd, b, n);
    wrote(fd, b, done, place);
    return done;
}
#define PWRITE(name, type)                                              \
    ssize_t name(int fd, const void *b, size_t n, type place) {         \
        if (fails_on(fd)) return -1;                                    \
        ssize_t done = NEXT(name)(fd, b, n, place);                     \
        wrote(fd, b, done, place);                                      \
        return done;                                                    \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t read(int fd, void *b, size_t n) { return fails_on(fd) ? -1 : NEXT(read)(fd, b, n); }
ssize_t pread(int fd, void *b, size_t n, off_t o) { return fails_on(fd) ? -1 : NEXT(pread)(fd, b, n, o); }
ssize_t pread64(int fd, void *b, size_t n, off64_t o) { return fails_on(fd) ? -1 : NEXT(pread64)(fd, b, n, o); }

#define SYNC(name)                                                                              \
    int name(int fd) {                                                                          \
        char path[PATH_MAX];                                                                    \
        struct stat64 found;                                                                    \
        if (fails_on(fd)) return -1;                                                            \
        int done = NEXT(name)(fd);                                                              \
        if (!done && recorded(fd, path) && !fstat64(fd, &found))                                \
            note(S_ISDIR(found.st_mode) ? 'D' : 'S', found.st_ino, 0, path, strlen(path), NULL, 0); \
        return done;                                                                            \
    }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name, type)                                                      \
    int name(int fd, type size) {                                                 \
        char path[PATH_MAX];                                                      \
        if (fails_on(fd)) return -1;                                              \
        int done = NEXT(name)(fd, size);                                          \
        if (!done && recorded(fd, path)) note('T', id_of(fd), size, "", 0, NULL, 0); \
        return done;                                                              \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define OPEN(name)                                                                                       \
    int name(const char *path, int flags, ...) {                                                         \
        va_list more;                                                                                    \
        va_start(more, flags);                                                                           \
        mode_t mode = va_arg(more, mode_t);                                                              \
        va_end(more);                                                                                    \
        if (fails_at(path)) return -1;                                                                   \
        int fresh = record >= 0 && (flags & O_CREAT) && inside(path) && access(path, F_OK) != 0;         \
        int fd = NEXT(name)(path, flags, mode);                                                          \
        if (fd >= 0 && fresh) note('C', id_of(fd), 0, path, strlen(path), NULL, 0);                      \
        if (fd >= 0 && !fresh && record >= 0 && (flags & O_TRUNC) && inside(path))                       \
            note('T', id_of(fd), 0, "", 0, NULL, 0);                                                     \
        return fd;                                                                                       \
    }
OPEN(open)
OPEN(open64)

#define NAMED(name, what)                                                                    \
    int name(const char *path) {                                                             \
        if (fails_at(path)) return -1;                                                       \
        int done = NEXT(name)(path);                                                         \
        if (!done && record >= 0 && inside(path)) note(what, 0, 0, path, strlen(path), NULL, 0); \
        return done;                                                                         \
    }
NAMED(unlink, 'U')
NAMED(rmdir, 'U')

int mkdir(const char *path, mode_t mode) {
    if (fails_at(path)) return -1;
    int done = NEXT(mkdir)(path, mode);
    if (!done && record >= 0 && inside(path)) note('F', 0, 0, path, strlen(path), NULL, 0);
    return done;
}

#define TWO(name, what)                                                                          \
    int name(const char *from, const char *to) {                                                 \
        if (fails_at(to)) return -1;                                                             \
        int done = NEXT(name)(from, to);                                                         \
        if (!done && record >= 0 && inside(to)) note(what, 0, 0, from, strlen(from), to, strlen(to)); \
        return done;                                                                             \
    }
TWO(rename, 'R')
TWO(link, 'L')

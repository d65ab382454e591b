/* Stands between SafeStation and the C library, for the fault harness alone.
 *
 * Counts the calls that change something below one folder and lets the n-th of them fail
 * with an errno (once, or from then on), or ends the process there as kill -9 would. Or
 * writes each of them down, from which `powercut.py` rebuilds what a disk held when the
 * power went. Loaded with LD_PRELOAD; nothing is armed until a test says so.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { OPEN = 1, WRITE = 2, SYNC = 4, RENAME = 8, TRUNCATE = 16, UNLINK = 32, MKDIR = 64 };

static char folder[PATH_MAX];
static int kinds, failure, sticky, hit, log_fd = -1;
static long wanted, seen;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void fault_arm(const char *below, int which, long nth, int error, int from_then_on) {
    strncpy(folder, below, sizeof folder - 1);
    kinds = which; wanted = nth; failure = error; sticky = from_then_on; seen = 0; hit = 0;
}
long fault_seen(void) { return seen; }
int fault_hit(void) { return hit; }
void fault_disarm(void) { kinds = 0; wanted = 0; }
void fault_log(const char *below, int fd) {
    strncpy(folder, below, sizeof folder - 1);
    log_fd = fd;
}

static int below(const char *path) {
    size_t n = strlen(folder);
    return n && !strncmp(path, folder, n) && (path[n] == '/' || !path[n]);
}
static int of_fd(int fd, char *path) {
    char name[64];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(name, path, PATH_MAX - 1);
    if (n <= 0) return 0;
    path[n] = 0;
    return below(path) && !strstr(path, " (deleted)");
}
static int at(int dir, const char *name, char *path) {
    char base[PATH_MAX];
    if (name[0] == '/') snprintf(path, PATH_MAX, "%s", name);
    else {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
        ssize_t n = dir == AT_FDCWD ? -1 : readlink(link, base, sizeof base - 1);
        if (n > 0) base[n] = 0;
        else if (!getcwd(base, sizeof base)) return 0;
        if (strlen(base) + strlen(name) + 2 > PATH_MAX) return 0;
        strcpy(path, base); strcat(path, "/"); strcat(path, name);
    }
    return below(path);
}

/* 1: this call fails, errno is set. */
static int fails(int kind) {
    if (!(kinds & kind)) return 0;
    long now = __sync_add_and_fetch(&seen, 1);
    if (!wanted || now < wanted || (now > wanted && !sticky)) return 0;
    hit = 1;
    if (failure < 0) kill(getpid(), SIGKILL);
    errno = failure;
    return 1;
}

static void put(const void *what, size_t n) {
    if (REAL(write)(log_fd, what, n) != (ssize_t)n) _exit(99);
}
static void note(char what, const char *one, const char *two, int64_t where,
                 const void *data, int64_t size) {
    if (log_fd < 0) return;
    char head[2 * PATH_MAX + 96];
    int n = snprintf(head, sizeof head, "%c\t%s\t%s\t%lld\t%lld\n", what, one, two,
                     (long long)where, (long long)size);
    put(head, (size_t)n);
    if (data && size > 0) put(data, (size_t)size);
}
void fault_mark(const char *text) { note('!', text, "", 0, 0, 0); }

static int opened(int dir, const char *name, int flags, mode_t mode) {
    char path[PATH_MAX];
    int writes = flags & (O_WRONLY | O_RDWR | O_CREAT);
    if (!writes || !at(dir, name, path)) return REAL(openat)(dir, name, flags, mode);
    if (fails(OPEN)) return -1;
    struct stat before;
    int was = !stat(path, &before);
    int fd = REAL(openat)(dir, name, flags, mode);
    int kept = errno;
    if (fd >= 0 && !was) note('C', path, "", 0, 0, 0);
    else if (fd >= 0 && (flags & O_TRUNC)) note('T', path, "", 0, 0, 0);
    errno = kept;
    return fd;
}
#define MODE mode_t mode = 0; \
    if (flags & O_CREAT) { va_list v; va_start(v, flags); mode = va_arg(v, mode_t); va_end(v); }
int open(const char *name, int flags, ...) { MODE return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE return opened(AT_FDCWD, name, flags, mode); }
int openat(int dir, const char *name, int flags, ...) { MODE return opened(dir, name, flags, mode); }
int openat64(int dir, const char *name, int flags, ...) { MODE return opened(dir, name, flags, mode); }
int __open_2(const char *name, int flags) { return opened(AT_FDCWD, name, flags, 0); }
int __open64_2(const char *name, int flags) { return opened(AT_FDCWD, name, flags, 0); }

static ssize_t written(int fd, const void *data, size_t size, off_t where, int placed) {
    char path[PATH_MAX];
    int ours = of_fd(fd, path);
    if (ours && fails(WRITE)) {
        if (errno != ENOSPC || !placed || size < 2) return -1;
        /* A full disk takes what fits first: half is written, the caller sees too little. */
        return REAL(pwrite)(fd, data, size / 2, where);
    }
    off_t spot = where;
    if (ours && !placed) {
        struct stat now;
        spot = (fcntl(fd, F_GETFL) & O_APPEND) && !fstat(fd, &now) ? now.st_size
                                                                   : lseek(fd, 0, SEEK_CUR);
    }
    ssize_t n = placed ? REAL(pwrite)(fd, data, size, where) : REAL(write)(fd, data, size);
    int kept = errno;
    if (ours && n > 0) note('W', path, "", spot, data, n);
    errno = kept;
    return n;
}
ssize_t write(int fd, const void *data, size_t size) { return written(fd, data, size, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t w) { return written(fd, data, size, w, 1); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t w) { return written(fd, data, size, w, 1); }

/* Declined, so that Python copies with read and write, which are seen. */
ssize_t sendfile(int out, int in, off_t *from, size_t size) {
    char path[PATH_MAX];
    if (of_fd(out, path)) { errno = ENOTSOCK; return -1; }
    return ((ssize_t (*)(int, int, off_t *, size_t))dlsym(RTLD_NEXT, "sendfile"))(out, in, from, size);
}
ssize_t sendfile64(int out, int in, off64_t *from, size_t size) { return sendfile(out, in, (off_t *)from, size); }
ssize_t copy_file_range(int in, off64_t *a, int out, off64_t *b, size_t size, unsigned flags) {
    char path[PATH_MAX];
    if (of_fd(out, path)) { errno = EXDEV; return -1; }
    return REAL(copy_file_range)(in, a, out, b, size, flags);
}

static int settled(int fd, int data_only) {
    char path[PATH_MAX];
    int ours = of_fd(fd, path);
    if (ours && fails(SYNC)) return -1;
    int done = data_only ? REAL(fdatasync)(fd) : REAL(fsync)(fd);
    int kept = errno;
    struct stat what;
    if (ours && !done && !fstat(fd, &what)) note(S_ISDIR(what.st_mode) ? 'D' : 'S', path, "", 0, 0, 0);
    errno = kept;
    return done;
}
int fsync(int fd) { return settled(fd, 0); }
int fdatasync(int fd) { return settled(fd, 1); }

static int cut(int fd, off_t size) {
    char path[PATH_MAX];
    int ours = of_fd(fd, path);
    if (ours && fails(TRUNCATE)) return -1;
    int done = REAL(ftruncate)(fd, size);
    if (ours && !done) note('T', path, "", size, 0, 0);
    return done;
}
int ftruncate(int fd, off_t size) { return cut(fd, size); }
int ftruncate64(int fd, off64_t size) { return cut(fd, size); }

static int moved(int a, const char *from, int b, const char *to) {
    char one[PATH_MAX], two[PATH_MAX];
    int ours = at(a, from, one) | at(b, to, two);
    if (ours && fails(RENAME)) return -1;
    int done = REAL(renameat)(a, from, b, to);
    if (ours && !done) note('R', one, two, 0, 0, 0);
    return done;
}
int rename(const char *from, const char *to) { return moved(AT_FDCWD, from, AT_FDCWD, to); }
int renameat(int a, const char *from, int b, const char *to) { return moved(a, from, b, to); }

static int named(int a, const char *from, int b, const char *to, int flags) {
    char one[PATH_MAX], two[PATH_MAX];
    int ours = at(a, from, one) | at(b, to, two);
    if (ours && fails(RENAME)) return -1;
    int done = REAL(linkat)(a, from, b, to, flags);
    if (ours && !done) note('L', one, two, 0, 0, 0);
    return done;
}
int link(const char *from, const char *to) { return named(AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int a, const char *from, int b, const char *to, int flags) { return named(a, from, b, to, flags); }

static int removed(int dir, const char *name, int flags) {
    char path[PATH_MAX];
    int ours = at(dir, name, path);
    if (ours && fails(UNLINK)) return -1;
    int done = REAL(unlinkat)(dir, name, flags);
    if (ours && !done) note('U', path, "", 0, 0, 0);
    return done;
}
int unlink(const char *name) { return removed(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return removed(AT_FDCWD, name, AT_REMOVEDIR); }
int unlinkat(int dir, const char *name, int flags) { return removed(dir, name, flags); }

static int made(int dir, const char *name, mode_t mode) {
    char path[PATH_MAX];
    int ours = at(dir, name, path);
    if (ours && fails(MKDIR)) return -1;
    int done = REAL(mkdirat)(dir, name, mode);
    if (ours && !done) note('M', path, "", 0, 0, 0);
    return done;
}
int mkdir(const char *name, mode_t mode) { return made(AT_FDCWD, name, mode); }
int mkdirat(int dir, const char *name, mode_t mode) { return made(dir, name, mode); }
